package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Rebuilds, rollbacks and verifications of this process, on virtual threads; one at a time per
 * projection over all replicas. While PostgreSQL or the log are away a job waits; one whose process
 * dies is taken up by the next that starts. Thread-safe.
 */
final class Jobs implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final Duration REPORT_EVERY = Duration.ofMillis(500);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(100);
    private static final int REMEMBERED_MAX = 64;

    private final ProjectionDatabase database;
    private final JobStore store;
    private final Map<UUID, Job> jobs = new ConcurrentHashMap<>();
    private final Map<String, Job> latest = new ConcurrentHashMap<>();

    Jobs(ProjectionDatabase database) {
        this.database = database;
        this.store = new JobStore(database);
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

    private JobStatus start(Job job, FoldContext<?, ?> context, JobLock lock, boolean anew) {
        boolean started = false;
        try {
            if (anew) {
                Rebuild.clear(context);
            }
            store.save(job);
            if (jobs.size() >= REMEMBERED_MAX) {
                jobs.values().removeIf(each -> !each.running());
            }
            jobs.put(job.id(), job);
            latest.put(context.name(), job);
            Thread.ofVirtual()
                    .name(job.kind() + "-" + context.name())
                    .start(() -> run(job, context, lock));
            started = true;
            return job.status();
        } finally {
            if (!started) {
                lock.close();
            }
        }
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

    private void run(Job job, FoldContext<?, ?> context, JobLock lock) {
        Thread reporter = Thread.ofVirtual().name("report-" + job.id()).start(() -> report(job));
        boolean ended = true;
        try {
            complete(job, context, lock);
            job.end(JobStatus.State.SUCCEEDED, null);
        } catch (JobCancelledException _) {
            ended = !job.left();
            if (ended) {
                job.end(JobStatus.State.CANCELLED, null);
            }
        } catch (CorruptHistoryException | RefusedException e) {
            job.end(JobStatus.State.FAILED, e.getMessage());
        } catch (DatabaseException e) {
            LOG.warnf(e, "%s of %s failed", job.kind(), job.projection());
            job.end(JobStatus.State.FAILED, "PostgreSQL: " + e.getMessage());
        } catch (RuntimeException e) {
            // What a process that stops closes under its jobs is no failure of theirs.
            ended = !job.left();
            LOG.errorf(e, "%s of %s failed", job.kind(), job.projection());
            job.end(JobStatus.State.FAILED, e.toString());
        } finally {
            reporter.interrupt();
            if (ended) {
                save(job);
            }
        }
    }

    /** Goes on where it stood when PostgreSQL or the log are back. */
    private void complete(Job job, FoldContext<?, ?> context, JobLock first) {
        JobLock lock = first;
        while (true) {
            try (JobLock held = lock) {
                attempt(job, context, held.connection());
                return;
            } catch (LogUnavailableException | SchemaUnavailableException e) {
                LOG.debugf(e, "%s of %s waits", job.kind(), job.projection());
            } catch (DatabaseException e) {
                if (!e.lost()) {
                    throw e;
                }
                LOG.debugf(e, "%s of %s waits", job.kind(), job.projection());
            }
            job.phase("WAIT");
            lock = lockAgain(job);
        }
    }

    private JobLock lockAgain(Job job) {
        while (true) {
            job.pause(TRY_AGAIN_AFTER);
            try {
                Optional<JobLock> lock = JobLock.tryLock(database, job.projection());
                if (lock.isPresent()) {
                    return lock.get();
                }
            } catch (DatabaseException e) {
                LOG.debugf(e, "%s of %s waits", job.kind(), job.projection());
            }
        }
    }

    private static void attempt(Job job, FoldContext<?, ?> context, Connection connection) {
        try {
            switch (job.kind()) {
                case REBUILD, ROLLBACK -> new Rebuild<>(context, job, connection).run();
                case VERIFICATION -> new Verification<>(context, job, connection).run();
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Tells the other replicas how far it is, and learns whether one was asked to cancel it. */
    private void report(Job job) {
        while (job.running()) {
            try {
                Thread.sleep(REPORT_EVERY);
            } catch (InterruptedException _) {
                return;
            }
            save(job);
        }
    }

    private void save(Job job) {
        try {
            if (store.save(job)) {
                job.cancel();
            }
        } catch (DatabaseException e) {
            LOG.debugf(e, "Progress of %s is not stored", job.id());
        }
    }

    /** Leaves what runs to the next process. */
    @Override
    public void close() {
        jobs.values().forEach(Job::leave);
    }
}
