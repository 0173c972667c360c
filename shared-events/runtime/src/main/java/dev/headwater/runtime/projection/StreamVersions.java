package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the versions of each stream of one partition are dense: invariant I4.
 *
 * <p><em>What is checked.</em> Rows hold no version in general, so the last versions are remembered
 * here, for the streams heard of last. A stream that is remembered must go on with the next
 * version. A stream that is not must start with 1, as long as everything was heard since offset 0
 * and nothing was forgotten; otherwise its first event is believed. So a rebuild checks every
 * stream of the log up to the bound, and a live partition every stream that is active. Not
 * thread-safe.
 */
final class StreamVersions {

    private final int rememberedMax;
    private final LinkedHashMap<String, Long> last = new LinkedHashMap<>(256, 0.75f, true);
    private boolean complete;

    /**
     * @param from the offset at which listening starts
     * @param rememberedMax most streams remembered; about 150 bytes each
     */
    StreamVersions(long from, int rememberedMax) {
        this.complete = from == 0;
        this.rememberedMax = rememberedMax;
    }

    /** Starts a batch, whose versions count only when it is {@linkplain Batch#keep kept}. */
    Batch batch() {
        return new Batch();
    }

    /** The versions of one batch, not remembered yet. */
    final class Batch {

        private final Map<String, Long> heard = new HashMap<>();

        /**
         * @throws CorruptHistoryException when a version is missing or came twice
         */
        void next(StreamId stream, long version, LogRecord at) {
            Long before = before(stream.value());
            boolean dense = before == null ? !complete || version == 1 : version == before + 1;
            if (!dense) {
                throw new CorruptHistoryException(
                        "stream %s has version %d after %s at partition %d offset %d"
                                .formatted(
                                        stream,
                                        version,
                                        before == null ? "none" : before,
                                        at.partition(),
                                        at.offset()));
            }
            heard.put(stream.value(), version);
        }

        private @Nullable Long before(String stream) {
            Long inBatch = heard.get(stream);
            return inBatch == null ? last.get(stream) : inBatch;
        }

        /** Remembers the batch: its rows are committed. */
        void keep() {
            last.putAll(heard);
            heard.clear();
            var eldest = last.entrySet().iterator();
            while (last.size() > rememberedMax) {
                eldest.next();
                eldest.remove();
                complete = false;
            }
        }
    }
}
