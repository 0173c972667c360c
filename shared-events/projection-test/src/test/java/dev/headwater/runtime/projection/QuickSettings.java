package dev.headwater.runtime.projection;

import java.time.Duration;

/** Settings that make a test quick: small batches, short pauses. */
record QuickSettings(int batchMax, Duration verifyEvery) implements ProjectionSettings {

    QuickSettings(int batchMax) {
        this(batchMax, Duration.ZERO);
    }

    @Override
    public long verifyRatePerSecondMax() {
        return 0;
    }

    @Override
    public Duration pollWait() {
        return Duration.ofMillis(20);
    }

    @Override
    public Duration backOffMin() {
        return Duration.ofMillis(10);
    }

    @Override
    public Duration backOffMax() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration auditEvery() {
        return Duration.ofMillis(100);
    }

    @Override
    public int streamsRememberedMax() {
        return 1_000;
    }

    @Override
    public int rebuildStreamsRememberedMax() {
        return 1_000;
    }

    @Override
    public int rebuildParallel() {
        return 2;
    }

    @Override
    public int rebuildRowsMax() {
        return 12;
    }

    @Override
    public Duration rebuildCommitEvery() {
        return Duration.ofMillis(100);
    }

    @Override
    public Duration swapLockTimeout() {
        return Duration.ofMillis(100);
    }

    @Override
    public int swapTriesMax() {
        return 50;
    }

    @Override
    public Duration lagEvery() {
        return Duration.ofMillis(200);
    }
}
