package dev.headwater.local.bench;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Load whose arrivals do not wait for answers: operation {@code i} is due at {@code i / rate} and
 * its latency counts from then, also when it began late. A system that stalls cannot hide it by
 * slowing its clients down (coordinated omission).
 */
public final class OpenLoad {

    private static final long TOLD_EVERY_NANOS = 1_000_000_000L;
    private static final Duration LAST_ANSWERS_MAX = Duration.ofSeconds(30);

    private final double perSecond;
    private final Duration duration;
    private final int underWayMax;

    /**
     * @param perSecond arrivals per second
     * @param duration how long operations arrive
     * @param underWayMax most operations at a time; one that is due beyond is not begun, and
     *     counted
     * @throws IllegalArgumentException when one of them is not positive
     */
    public OpenLoad(double perSecond, Duration duration, int underWayMax) {
        if (!(perSecond > 0) || !duration.isPositive() || underWayMax < 1) {
            throw new IllegalArgumentException(
                    "rate, duration and operations at a time are above 0");
        }
        this.perSecond = perSecond;
        this.duration = duration;
        this.underWayMax = underWayMax;
    }

    /** How many operations arrive in all. */
    public long arrivals() {
        return Math.max(1, Math.round(perSecond * duration.toNanos() / 1e9));
    }

    /**
     * Runs it; returns when everything that was begun is answered, or 30 s after the last arrival.
     *
     * @param progress told about once a second, on the calling thread
     */
    public LoadResult run(Operation operation, Consumer<LoadResult> progress)
            throws InterruptedException {
        LoadRecorder recorder = new LoadRecorder(arrivals(), perSecond);
        Semaphore free = new Semaphore(underWayMax);
        long began = System.nanoTime();
        long told = began;
        for (long i = 0; i < arrivals(); i++) {
            long due = began + Math.round(i * 1e9 / perSecond);
            told = awaitDue(due, told, recorder, progress);
            if (free.tryAcquire()) {
                long number = i;
                Thread.ofVirtual().start(() -> measure(operation, number, due, recorder, free));
            } else {
                recorder.notBegun();
            }
        }
        recorder.answeredInTime(
                free.tryAcquire(underWayMax, LAST_ANSWERS_MAX.toNanos(), TimeUnit.NANOSECONDS));
        return recorder.result();
    }

    private static long awaitDue(
            long due, long told, LoadRecorder recorder, Consumer<LoadResult> progress)
            throws InterruptedException {
        long last = told;
        long left = due - System.nanoTime();
        while (left > 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - last >= TOLD_EVERY_NANOS) {
                last = System.nanoTime();
                progress.accept(recorder.result());
            } else {
                LockSupport.parkNanos(left);
            }
            left = due - System.nanoTime();
        }
        return last;
    }

    private static void measure(
            Operation operation, long number, long due, LoadRecorder recorder, Semaphore free) {
        long began = System.nanoTime();
        Answer answer;
        try {
            answer = operation.run(number);
        } catch (RuntimeException _) {
            answer = Answer.FAILED;
        }
        recorder.answered(answer, due, began, System.nanoTime());
        free.release();
    }
}
