package dev.headwater.runtime.projection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One partition that this process folds live: open with a checkpoint, or waiting for its next try.
 * Owned by the thread of its runner; what displays read is volatile.
 */
final class LivePartition {

    private final int number;
    private @Nullable Checkpoint checkpoint;
    private @Nullable StreamVersions versions;
    private long versionsEnd = -1;
    private Instant retryAt = Instant.MIN;
    private int failures;
    private volatile @Nullable String reason;
    private volatile boolean refused;

    LivePartition(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Where it is, or null while it waits. */
    @Nullable Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Why it does not fold, or null. */
    @Nullable String reason() {
        return reason;
    }

    /** Whether it needs a person; otherwise it only waits for something to come back. */
    boolean refused() {
        return refused && reason != null;
    }

    boolean due(Instant now) {
        return checkpoint == null && !now.isBefore(retryAt);
    }

    /** Folds from {@code at} on. What is known of the streams stays known if nobody moved. */
    void open(Checkpoint at, int rememberedMax) {
        if (versions == null || versionsEnd != at.nextOffset()) {
            versions = new StreamVersions(at.nextOffset(), rememberedMax);
        }
        checkpoint = at;
        versionsEnd = at.nextOffset();
    }

    StreamVersions.Batch versions() {
        if (versions == null) {
            throw new IllegalStateException("partition " + number + " is not open");
        }
        return versions.batch();
    }

    /** A batch is committed. */
    void moved(Checkpoint to, StreamVersions.Batch heard) {
        heard.keep();
        checkpoint = to;
        versionsEnd = to.nextOffset();
        failures = 0;
        reason = null;
    }

    /** Reads the checkpoint again at once. */
    void reread(Instant now) {
        checkpoint = null;
        retryAt = now;
    }

    /** Folds nothing until {@code pause}, doubled with each failure up to {@code max}, is over. */
    void fail(String why, boolean needsPerson, Instant now, Duration pause, Duration max) {
        checkpoint = null;
        Duration doubled = pause.multipliedBy(1L << Math.min(failures, 16));
        retryAt = now.plus(doubled.compareTo(max) < 0 ? doubled : max);
        failures++;
        refused = needsPerson;
        reason = why;
    }

    /** What stood in the way is gone. */
    void recovered() {
        failures = 0;
        reason = null;
    }
}
