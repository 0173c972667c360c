package dev.headwater.runtime.process.run;

import dev.headwater.runtime.process.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Time that moves when it is told to; what falls due runs on the caller's thread, in order. */
final class ManualScheduler implements Scheduler {

    private record Task(long at, int number, Runnable body, AtomicBoolean cancelled) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private int scheduled;

    @Override
    public Scheduled after(Duration delay, Runnable task) {
        AtomicBoolean cancelled = new AtomicBoolean();
        tasks.add(new Task(now + delay.toNanos(), scheduled++, task, cancelled));
        return () -> cancelled.set(true);
    }

    /** Runs the first task that is due within {@code time}; false when there is none. */
    boolean runNext(Duration time) {
        long until = now + time.toNanos();
        Task next =
                tasks.stream()
                        .filter(task -> !task.cancelled().get() && task.at() <= until)
                        .min(Comparator.comparingLong(Task::at).thenComparingInt(Task::number))
                        .orElse(null);
        if (next == null) {
            return false;
        }
        tasks.remove(next);
        now = Math.max(now, next.at());
        next.body().run();
        return true;
    }

    /** Lets {@code time} pass, running everything that falls due in it. */
    void pass(Duration time) {
        long until = now + time.toNanos();
        boolean more = true;
        while (more) {
            more = runNext(Duration.ofNanos(until - now));
        }
        now = until;
    }

    /** Runs what is due now. */
    void settle() {
        pass(Duration.ZERO);
    }
}
