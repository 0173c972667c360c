package dev.headwater.runtime.process.run;

import org.jspecify.annotations.Nullable;

/**
 * How far a policy is in one partition that this replica reads.
 *
 * @param policy its name
 * @param source the topic it reads
 * @param partition 0-based
 * @param phase what it does now
 * @param nextOffset all commands of events below it are acknowledged; -1 before it has begun
 * @param reason why it does not proceed, in one sentence, or null
 */
public record PolicyPartition(
        String policy,
        String source,
        int partition,
        Phase phase,
        long nextOffset,
        @Nullable String reason) {

    /** What a policy does with a partition. */
    public enum Phase {
        /** Looks up where to begin, or waits to begin again after a failure. */
        STARTING,
        /** Reads and reacts. */
        RUNNING,
        /** Refuses to go on until somebody has seen to the reason; other partitions go on. */
        STOPPED
    }
}
