package dev.headwater.kubernetes.cluster;

import org.jspecify.annotations.Nullable;

/** What a probe's answers amount to. Not thread-safe. */
final class ProbeState {

    private final @Nullable Probe probe;
    private long dueNanos;
    private int inARow;
    private boolean last;
    private boolean verdict;

    /**
     * @param probe null: there is none, and the verdict stays
     * @param verdict until there are answers
     */
    ProbeState(@Nullable Probe probe, boolean verdict) {
        this.probe = probe;
        this.verdict = probe == null || verdict;
        this.dueNanos = System.nanoTime() + (probe == null ? 0 : probe.initialDelay().toNanos());
    }

    boolean verdict() {
        return verdict;
    }

    /** Whether it has failed as often in a row as it may. */
    boolean exhausted() {
        return probe != null && !last && inARow >= probe.failures();
    }

    /** Asks when it is time. */
    void askWhenDue(String ip) {
        if (probe == null || System.nanoTime() < dueNanos) {
            return;
        }
        dueNanos = System.nanoTime() + probe.period().toNanos();
        accept(probe.succeeds(ip));
    }

    private void accept(boolean answer) {
        inARow = answer == last ? inARow + 1 : 1;
        last = answer;
        if (probe != null && inARow >= (answer ? probe.successes() : probe.failures())) {
            verdict = answer;
        }
    }
}
