package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Brings a job to its end, over whatever goes away meanwhile. Thread-safe. */
final class JobRunner {

    /** What a job does, from its beginning or where it stood. */
    @FunctionalInterface
    interface Work {

        /**
         * @param connection holds the job's lock
         */
        void on(Connection connection) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    private static final Duration REPORT_EVERY = Duration.ofMillis(500);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMillis(100);

    private final ProjectionDatabase database;
    private final JobStore store;

    JobRunner(ProjectionDatabase database, JobStore store) {
        this.database = database;
        this.store = store;
    }

    /**
     * Blocks until the job has ended, or was left to the next process.
     *
     * @param lockedAs the name of its lock
     * @param lock held now
     */
    void run(Job job, String lockedAs, Work work, JobLock lock) {
        CountDownLatch over = new CountDownLatch(1);
        Thread reporter =
                Thread.ofVirtual().name("report-" + job.id()).start(() -> report(job, over));
        boolean ended = true;
        try {
            complete(job, lockedAs, work, lock);
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
            // Not interrupted: that would close the connection under a statement.
            over.countDown();
            awaitEnd(reporter);
            if (ended) {
                save(job);
            }
        }
    }

    /** So that what it says last is not said over. */
    private static void awaitEnd(Thread reporter) {
        try {
            reporter.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes on where it stood when PostgreSQL or the log are back. */
    private void complete(Job job, String lockedAs, Work work, JobLock first) {
        JobLock lock = first;
        while (true) {
            try (JobLock held = lock) {
                work.on(held.connection());
                return;
            } catch (LogUnavailableException
                    | SchemaUnavailableException
                    | StaleCheckpointException e) {
                LOG.debugf(e, "%s of %s waits", job.kind(), job.projection());
            } catch (SQLException e) {
                requireLost(job, new DatabaseException(e));
            } catch (DatabaseException e) {
                requireLost(job, e);
            }
            job.phase("WAIT");
            lock = lockAgain(job, lockedAs);
        }
    }

    private static void requireLost(Job job, DatabaseException e) {
        if (!e.lost()) {
            throw e;
        }
        LOG.debugf(e, "%s of %s waits", job.kind(), job.projection());
    }

    private JobLock lockAgain(Job job, String lockedAs) {
        while (true) {
            job.pause(TRY_AGAIN_AFTER);
            try {
                Optional<JobLock> lock = JobLock.tryLock(database, lockedAs);
                if (lock.isPresent()) {
                    return lock.get();
                }
            } catch (DatabaseException e) {
                LOG.debugf(e, "%s of %s waits", job.kind(), job.projection());
            }
        }
    }

    /** Tells the other replicas how far it is, and learns whether one was asked to cancel it. */
    private void report(Job job, CountDownLatch over) {
        try {
            while (!over.await(REPORT_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                save(job);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
}
