package dev.headwater.runtime.process.run;

import dev.headwater.runtime.process.run.PolicyPartition.Phase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a policy knows of one partition that it reads. Used by the polling thread only. */
final class PolicyTrack {

    final int partition;
    final DenseVersions versions;

    Phase phase = Phase.STARTING;
    @Nullable String reason;

    /** All commands of events below it are in the log; -1 before the partition has begun. */
    long acknowledged = -1;

    /** What the group has committed, as far as this member knows. */
    long committed = -1;

    int failures;
    Instant notBefore = Instant.MIN;
    @Nullable PolicyBatch batch;

    PolicyTrack(int partition, DenseVersions versions) {
        this.partition = partition;
        this.versions = versions;
    }

    boolean dirty() {
        return acknowledged > committed;
    }

    boolean idle() {
        return phase == Phase.RUNNING && batch == null;
    }

    boolean startsAt(Instant now) {
        return phase == Phase.STARTING && !notBefore.isAfter(now);
    }

    /** When it wants the next turn at the latest: {@code until}, or earlier. */
    Instant wakesAt(Instant until, Instant commitAt) {
        Instant own = phase == Phase.STARTING ? notBefore : dirty() ? commitAt : until;
        return own.isBefore(until) ? own : until;
    }

    PolicyPartition status(String policy, String topic) {
        return new PolicyPartition(policy, topic, partition, phase, acknowledged, reason);
    }
}
