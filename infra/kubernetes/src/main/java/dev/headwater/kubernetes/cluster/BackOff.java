package dev.headwater.kubernetes.cluster;

import java.time.Duration;

/**
 * How long a kubelet waits before it starts a container again: not at all, then 10 s, 20 s, … 5
 * min; ten minutes of life reset that. Not thread-safe.
 */
final class BackOff {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MAX = Duration.ofMinutes(5);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(10);

    private Duration next = Duration.ZERO;

    /**
     * @param lived how long the container ran
     */
    Duration after(Duration lived) {
        Duration wait = lived.compareTo(STABLE_AFTER) >= 0 ? Duration.ZERO : next;
        Duration doubled = wait.isZero() ? FIRST : wait.multipliedBy(2);
        next = doubled.compareTo(MAX) > 0 ? MAX : doubled;
        return wait;
    }
}
