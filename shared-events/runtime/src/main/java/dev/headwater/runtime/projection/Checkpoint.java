package dev.headwater.runtime.projection;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition is folded into one generation, as stored with the rows.
 *
 * @param generation whose rows
 * @param partition of the source's events topic
 * @param topicId Kafka's id of that topic
 * @param nextOffset the first offset that is not in the rows
 * @param parking how often parked streams of this partition were redriven
 * @param parked the streams whose events wait
 * @param problem why nothing more may be folded, or null
 */
record Checkpoint(
        Generation generation,
        int partition,
        String topicId,
        long nextOffset,
        long parking,
        Set<String> parked,
        @Nullable String problem) {

    Checkpoint {
        parked = Set.copyOf(parked);
    }

    Checkpoint movedTo(long offset, Set<String> parkedNow) {
        return new Checkpoint(generation, partition, topicId, offset, parking, parkedNow, problem);
    }
}
