package dev.headwater.runtime.process;

import java.time.Duration;

/** One virtual thread per task. */
public final class VirtualThreadScheduler implements Scheduler {

    private final String name;

    /**
     * @param name what the threads are called in dumps
     */
    public VirtualThreadScheduler(String name) {
        this.name = name;
    }

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        Thread thread =
                Thread.ofVirtual()
                        .name(name)
                        .start(
                                () -> {
                                    if (waited(delay)) {
                                        task.run();
                                    }
                                });
        return thread::interrupt;
    }

    private static boolean waited(Duration delay) {
        try {
            if (delay.isPositive()) {
                Thread.sleep(delay);
            }
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
