package dev.headwater.runtime.process;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubled from try to try up to a limit, with jitter, so that
 * many that failed together do not come back together.
 *
 * @param min the wait after the first failure, before jitter
 * @param max the longest wait
 * @param random for the jitter
 */
public record Backoff(Duration min, Duration max, RandomGenerator random) {

    private static final int DOUBLINGS_MAX = 30;

    public Backoff {
        if (min.isNegative() || min.isZero() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    "a back-off goes from above zero upwards, not from %s to %s"
                            .formatted(min, max));
        }
    }

    /**
     * How long to wait after some failures.
     *
     * @param failures how many there were in a row, from 1
     * @return between {@code min} and {@code max}; at least half of the undithered wait
     */
    public Duration after(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, DOUBLINGS_MAX);
        long full = Math.min(max.toNanos(), saturated(min.toNanos(), doublings));
        long jittered = full / 2 + random.nextLong(full / 2 + 1);
        return Duration.ofNanos(Math.max(min.toNanos(), jittered));
    }

    private static long saturated(long nanos, int doublings) {
        return nanos > Long.MAX_VALUE >> doublings ? Long.MAX_VALUE : nanos << doublings;
    }
}
