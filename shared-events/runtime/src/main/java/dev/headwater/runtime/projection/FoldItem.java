package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One record, read and ready to be folded; or the reason why it cannot be.
 *
 * @param stream whose event it is
 * @param version of the stream
 * @param offset in its partition
 * @param event decoded, or null when it is poison, or passed over by an operator's decision
 * @param keys of the rows that it touches
 * @param poison why it could not be decoded or keyed, or null
 */
record FoldItem<F>(
        StreamId stream,
        long version,
        long offset,
        @Nullable Envelope<F> event,
        Set<String> keys,
        @Nullable String poison) {

    /** Whether it is to leave no trace in the rows. */
    boolean isSkipped() {
        return event == null && poison == null;
    }

    /** The same place in the log, whose event could not be folded. */
    FoldItem<F> poisoned(String reason) {
        return new FoldItem<>(stream, version, offset, null, Set.of(), reason);
    }
}
