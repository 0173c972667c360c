package dev.headwater.orders.api;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Whether what a table does not hold may be said not to exist: not while the table is far behind
 * the log, as when it is folded from nothing. Thread-safe; measures at most once a second, for the
 * question comes with every unknown name that a client sends.
 */
final class Freshness {

    private static final long KEPT_NANOS = Duration.ofSeconds(1).toNanos();

    private final DoubleSupplier lagSeconds;
    private final double lagMax;
    private final LongSupplier nanoTime;
    private long measuredAt;
    private boolean measured;
    private boolean current;

    /**
     * @param lagSeconds age of the oldest event that is not in the table [s]; may block
     * @param lagMax largest lag at which the table counts as complete [s]
     * @param nanoTime as {@link System#nanoTime}
     */
    Freshness(DoubleSupplier lagSeconds, double lagMax, LongSupplier nanoTime) {
        this.lagSeconds = lagSeconds;
        this.lagMax = lagMax;
        this.nanoTime = nanoTime;
    }

    /** Whether the table held, within the last second, all but the log's newest events. */
    synchronized boolean isCurrent() {
        long now = nanoTime.getAsLong();
        if (!measured || now - measuredAt >= KEPT_NANOS) {
            current = lagSeconds.getAsDouble() <= lagMax;
            measured = true;
            measuredAt = now;
        }
        return current;
    }
}
