package dev.headwater.runtime.process;

import java.time.Duration;

/**
 * Runs work now or later. Threads and waiting in one hand, so that a simulator can run the same
 * code in its own order and time.
 */
public interface Scheduler {

    /**
     * Runs {@code task} once, not before {@code delay} has passed, on a thread of its own that may
     * block. Returns at once.
     */
    Scheduled after(Duration delay, Runnable task);

    /** A task that was scheduled. */
    interface Scheduled {

        /** A task that has not begun need not begin; one that runs is interrupted. */
        void cancel();
    }
}
