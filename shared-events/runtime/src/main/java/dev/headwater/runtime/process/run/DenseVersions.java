package dev.headwater.runtime.process.run;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that the versions of each stream are dense and in log order (I4), as far as it remembers:
 * the streams seen last, up to a bound. A stream that it does not know is taken as it comes.
 * Reading the same offsets again is no violation. Not thread-safe.
 */
final class DenseVersions {

    private record Seen(long version, long offset) {}

    private final int streamsMax;
    private final Map<StreamId, Seen> seen = new LinkedHashMap<>(16, 0.75f, true);

    DenseVersions(int streamsMax) {
        this.streamsMax = streamsMax;
    }

    /**
     * Takes the next event that was read.
     *
     * @return what is wrong, in one sentence; empty when the event is in its place
     */
    Optional<String> violation(Envelope<?> event) {
        Seen before = seen.get(event.stream());
        long offset = event.position().offset();
        if (before != null && offset <= before.offset()) {
            return Optional.empty();
        }
        if (before != null && event.version() != before.version() + 1) {
            return Optional.of(
                    "stream %s has version %d at offset %d after version %d at offset %d"
                            .formatted(
                                    event.stream(),
                                    event.version(),
                                    offset,
                                    before.version(),
                                    before.offset()));
        }
        seen.put(event.stream(), new Seen(event.version(), offset));
        if (seen.size() > streamsMax) {
            seen.remove(seen.keySet().iterator().next());
        }
        return Optional.empty();
    }
}
