package dev.headwater.runtime.projection;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The progress of one rebuild or verification in the process that runs it. Thread-safe. */
final class Job {

    private final UUID id;
    private final JobStatus.Kind kind;
    private final String projection;
    private final long ratePerSecondMax;
    private volatile long startedAt = System.nanoTime();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong covered = new AtomicLong();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private volatile boolean left;
    private volatile boolean holding;
    private volatile long doneBefore;
    private volatile JobStatus.State state = JobStatus.State.RUNNING;
    private volatile String phase = "PREPARE";
    private volatile long total;
    private volatile @Nullable Checksum before;
    private volatile @Nullable Checksum after;
    private volatile List<String> differences = List.of();
    private volatile @Nullable String reason;

    /**
     * @param ratePerSecondMax most events folded per second; 0 for no limit
     */
    Job(JobStatus.Kind kind, String projection, long ratePerSecondMax) {
        this(UUID.randomUUID(), kind, projection, ratePerSecondMax);
    }

    /** A job that another process has left. */
    Job(UUID id, JobStatus.Kind kind, String projection, long ratePerSecondMax) {
        this.id = id;
        this.kind = kind;
        this.projection = projection;
        this.ratePerSecondMax = ratePerSecondMax;
    }

    UUID id() {
        return id;
    }

    String projection() {
        return projection;
    }

    JobStatus.Kind kind() {
        return kind;
    }

    boolean running() {
        return state == JobStatus.State.RUNNING;
    }

    void cancel() {
        cancelled.countDown();
    }

    /** Ends it in this process without a result: the next process takes it up. */
    void leave() {
        left = running();
        cancel();
    }

    /** Whether it was left, so that what it has done must stay. */
    boolean left() {
        return left;
    }

    long ratePerSecondMax() {
        return ratePerSecondMax;
    }

    /** Counts from here on: so many events are in the table already. */
    void standsAt(long events) {
        doneBefore = events;
        done.set(events);
        covered.set(events);
        startedAt = System.nanoTime();
    }

    void phase(String now) {
        requireGoing();
        phase = now;
    }

    /** Whether live batches wait for this job from now on. */
    void holding(boolean now) {
        holding = now;
    }

    /**
     * @param offsets to cover, from 0 on: markers are among them, as many as there are transactions
     */
    void total(long offsets) {
        total = offsets;
    }

    /** So many more offsets are behind, events or not. */
    void covered(long offsets) {
        covered.addAndGet(offsets);
    }

    /** How many events it will have been, when they lie ahead as densely as behind. */
    private long expected(long events) {
        long behind = covered.get();
        long ahead = Math.max(0, total - behind);
        return behind == 0 ? ahead : events + Math.round((double) ahead * events / behind);
    }

    /**
     * Counts events, and blocks while the job is faster than it may be; not in the last stretch,
     * for which live batches wait.
     *
     * @throws JobCancelledException when it was cancelled
     */
    void folded(int events) {
        long all = done.addAndGet(events);
        if (ratePerSecondMax > 0 && !holding) {
            long here = all - doneBefore;
            long due = startedAt + TimeUnit.SECONDS.toNanos(1) * here / ratePerSecondMax;
            pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
        requireGoing();
    }

    /**
     * Blocks for {@code time}, or until it is cancelled.
     *
     * @throws JobCancelledException when it was cancelled
     */
    void pause(Duration time) {
        try {
            if (cancelled.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new JobCancelledException();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new JobCancelledException();
        }
    }

    void requireGoing() {
        if (cancelled.getCount() == 0) {
            throw new JobCancelledException();
        }
    }

    void compared(Checksum live, Checksum folded, List<String> differing) {
        before = live;
        after = folded;
        differences = List.copyOf(differing);
    }

    /** What was made that has nothing to be compared with. */
    void made(Checksum table) {
        after = table;
    }

    void end(JobStatus.State how, @Nullable String why) {
        reason = why;
        state = how;
    }

    JobStatus status() {
        Duration since = Duration.ofNanos(System.nanoTime() - startedAt);
        long events = done.get();
        long rate = (events - doneBefore) * 1_000 / Math.max(1, since.toMillis());
        Checksum old = before;
        Checksum folded = after;
        boolean estimable = running() && rate > 0;
        return new JobStatus(
                id.toString(),
                kind,
                projection,
                state,
                phase,
                events,
                expected(events),
                rate,
                estimable ? (expected(events) - events) / rate : null,
                folded == null ? null : folded.rows(),
                old == null ? null : old.sum(),
                folded == null ? null : folded.sum(),
                differences,
                reason);
    }
}
