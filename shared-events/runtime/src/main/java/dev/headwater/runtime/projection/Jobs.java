package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Rebuilds, rollbacks and verifications of this process, on virtual threads; one at a time per
 * projection over all replicas, and side tables besides. While PostgreSQL or the log are away a job
 * waits; one whose process dies is taken up by the next that starts. Thread-safe.
 */
final class Jobs implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final int REMEMBERED_MAX = 64;

    private final ProjectionDatabase database;
    private final JobStore store;
    private final JobRunner runner;
    private final Map<UUID, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, Job> latest = new ConcurrentHashMap<>();

    Jobs(ProjectionDatabase database) {
        this.database = database;
        this.store = new JobStore(database);
        this.runner = new JobRunner(database, store);
    }

    /**
     * Starts a job, after the tables that it needs exist.
     *
     * @param ratePerSecondMax most events per second; 0 for no limit
     * @return empty when one runs already on this projection, here or on another replica
     * @throws DatabaseException nothing was started; retry
     */
    Optional<JobStatus> start(
            JobStatus.Kind kind, FoldContext<?, ?> context, long ratePerSecondMax) {
        database.migrate();
        return JobLock.tryLock(database, context.name())
                .map(
                        lock -> {
                            Job job = new Job(kind, context.name(), ratePerSecondMax);
                            return start(job, context, lock, kind != JobStatus.Kind.VERIFICATION);
                        });
    }

    /**
     * Starts a verification, unless one was begun in the period by whomever. That is looked up
     * under the lock: between a look and a start, another replica may have been through.
     *
     * @return empty when none is due, or another job runs
     * @throws DatabaseException nothing was started; retry
     */
    Optional<JobStatus> verifyWhenDue(
            FoldContext<?, ?> context, Duration period, long ratePerSecondMax) {
        database.migrateOnce();
        Optional<JobLock> lock = JobLock.tryLock(database, context.name());
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        boolean due = false;
        try {
            due =
                    !database.transaction(
                            c -> JobStore.verificationWithin(c, context.name(), period));
        } finally {
            if (!due) {
                lock.get().close();
            }
        }
        Job job = new Job(JobStatus.Kind.VERIFICATION, context.name(), ratePerSecondMax);
        return due ? Optional.of(start(job, context, lock.get(), false)) : Optional.empty();
    }

    private JobStatus start(Job job, FoldContext<?, ?> context, JobLock lock, boolean anew) {
        JobRunner.Work work = connection -> attempt(job, context, connection);
        Runnable first =
                () -> {
                    if (anew) {
                        Rebuild.clear(context);
                    }
                };
        JobStatus status = start(job, context.name(), work, lock, first);
        latest.put(context.name(), job);
        return status;
    }

    private JobStatus start(
            Job job, String lockedAs, JobRunner.Work work, JobLock lock, Runnable first) {
        boolean started = false;
        try {
            first.run();
            store.save(job);
            if (jobs.size() >= REMEMBERED_MAX) {
                jobs.values().removeIf(each -> !each.running());
            }
            jobs.put(job.id(), job);
            Thread.ofVirtual()
                    .name(job.kind() + "-" + job.projection())
                    .start(() -> runner.run(job, lockedAs, work, lock));
            started = true;
            return job.status();
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    /**
     * Rebuilds several projections; those of one topic read it together.
     *
     * @param contexts of the projections
     * @param ratePerSecondMax most events folded per second and projection; 0 for no limit
     * @return the jobs by projection; one on which a job runs already is not among them
     * @throws DatabaseException some may have been started; retry
     */
    Map<String, JobStatus> rebuildTogether(
            Collection<FoldContext<?, ?>> contexts, long ratePerSecondMax) {
        database.migrate();
        List<FoldContext<?, ?>> free = new ArrayList<>();
        Map<String, JobLock> locks = new HashMap<>();
        try {
            for (FoldContext<?, ?> each : contexts) {
                JobLock.tryLock(database, each.name())
                        .ifPresent(
                                lock -> {
                                    locks.put(each.name(), lock);
                                    free.add(each);
                                });
            }
            Map<String, SharedPass> passes = new HashMap<>();
            free.forEach(each -> passes.computeIfAbsent(each.topic(), topic -> pass(topic, free)));
            Map<String, JobStatus> started = new LinkedHashMap<>();
            for (FoldContext<?, ?> each : free) {
                JobLock lock = Objects.requireNonNull(locks.remove(each.name()));
                SharedPass pass = Objects.requireNonNull(passes.get(each.topic()));
                started.put(each.name(), rebuild(each, lock, pass, ratePerSecondMax));
            }
            return started;
        } finally {
            locks.values().forEach(JobLock::close);
        }
    }

    private static SharedPass pass(String topic, List<FoldContext<?, ?>> all) {
        List<FoldContext<?, ?>> readers =
                all.stream().filter(each -> each.topic().equals(topic)).toList();
        FoldContext<?, ?> any = readers.getFirst();
        return new SharedPass(any.log(), topic, readers.size(), any.settings().rebuildParallel());
    }

    private JobStatus rebuild(
            FoldContext<?, ?> context, JobLock lock, SharedPass pass, long ratePerSecondMax) {
        Job job = new Job(JobStatus.Kind.REBUILD, context.name(), ratePerSecondMax);
        JobRunner.Work work =
                connection -> {
                    try {
                        new Rebuild<>(context, job, connection, pass).run();
                    } finally {
                        pass.leave(job);
                    }
                };
        boolean started = false;
        try {
            JobStatus status = start(job, context.name(), work, lock, () -> Rebuild.clear(context));
            latest.put(context.name(), job);
            started = true;
            return status;
        } finally {
            if (!started) {
                pass.leave(job);
            }
        }
    }

    /**
     * Folds a part of the log into a table of its own.
     *
     * @param table its name; one that an earlier replay has made is replaced
     * @return empty when this table is being made already, here or on another replica
     * @throws IllegalArgumentException when the table has no such name; the message is for the
     *     caller
     * @throws DatabaseException nothing was started; retry
     */
    Optional<JobStatus> startSideTable(
            FoldContext<?, ?> context, String table, Selection selection, long ratePerSecondMax) {
        SideTable.requireName(table);
        database.migrate();
        Job job = new Job(JobStatus.Kind.SIDE_TABLE, context.name(), ratePerSecondMax);
        JobRunner.Work work = _ -> new SideTable<>(context, job, table, selection).run();
        String lockedAs = "side:" + table;
        return JobLock.tryLock(database, lockedAs)
                .map(lock -> start(job, lockedAs, work, lock, () -> {}));
    }

    /**
     * Takes up the rebuild or rollback that a process which is gone has left, where it stood; one
     * that a program of another version has begun is left to that program.
     *
     * @return whether there is none left; false when it still seems to run somewhere
     * @throws DatabaseException retry
     */
    boolean resume(FoldContext<?, ?> context) {
        database.migrateOnce();
        Optional<Job> interrupted = store.interrupted(context.name());
        if (interrupted.isEmpty()
                || jobs.containsKey(interrupted.get().id())
                || !Rebuild.canGoOn(context)) {
            return true;
        }
        Optional<JobLock> lock = JobLock.tryLock(database, context.name());
        lock.ifPresent(
                held -> {
                    start(interrupted.get(), context, held, false);
                    LOG.infof(
                            "%s %s of %s goes on where it stood",
                            interrupted.get().kind(), interrupted.get().id(), context.id());
                });
        return lock.isPresent();
    }

    /**
     * The rebuild that a raised version asks for, unless a job runs on this projection already. One
     * that another replica has left goes on.
     */
    void rebuildRaised(FoldContext<?, ?> context) {
        if (runs(context) || !resume(context) || runs(context)) {
            return;
        }
        start(JobStatus.Kind.REBUILD, context, 0)
                .ifPresent(
                        job ->
                                LOG.infof(
                                        "Projection %s has a new version: rebuild %s",
                                        context.id(), job.id()));
    }

    private boolean runs(FoldContext<?, ?> context) {
        Job last = latest.get(context.name());
        return last != null && last.running();
    }

    /**
     * @return a job of this or any other replica
     * @throws DatabaseException retry
     */
    Optional<JobStatus> find(UUID id) {
        Job mine = jobs.get(id);
        return mine == null ? store.find(id) : Optional.of(mine.status());
    }

    /**
     * Asks a job to end; what readers see stays as it is.
     *
     * @throws DatabaseException retry
     */
    void cancel(UUID id) {
        Job mine = jobs.get(id);
        if (mine == null) {
            store.cancel(id);
        } else {
            mine.cancel();
        }
    }

    /** The job that runs on the projection, or ran last, in this process. */
    Optional<JobStatus> latest(String projection) {
        return Optional.ofNullable(latest.get(projection)).map(Job::status);
    }

    private static void attempt(Job job, FoldContext<?, ?> context, Connection connection)
            throws SQLException {
        switch (job.kind()) {
            case REBUILD, ROLLBACK -> new Rebuild<>(context, job, connection, null).run();
            case VERIFICATION -> new Verification<>(context, job, connection).run();
            case SIDE_TABLE -> throw new IllegalArgumentException("what part of the log?");
        }
    }

    /** Leaves what runs to the next process. */
    @Override
    public void close() {
        jobs.values().forEach(Job::leave);
    }
}
