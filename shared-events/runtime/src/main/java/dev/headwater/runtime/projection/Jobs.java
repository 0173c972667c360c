package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds and verifications of this process, on virtual threads. One at a time per projection over
 * all replicas, by an advisory lock that dies with its process. Thread-safe.
 */
final class Jobs implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Jobs.class);
    private static final Duration REPORT_EVERY = Duration.ofMillis(500);
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
        Connection connection = database.open();
        boolean started = false;
        try {
            if (!lock(connection, context.name())) {
                return Optional.empty();
            }
            Job job = new Job(kind, context.name(), ratePerSecondMax);
            store.save(job.status());
            if (jobs.size() >= REMEMBERED_MAX) {
                jobs.values().removeIf(each -> !each.running());
            }
            jobs.put(job.id(), job);
            latest.put(context.name(), job);
            Thread.ofVirtual()
                    .name(kind + "-" + context.name())
                    .start(() -> run(job, context, connection));
            started = true;
            return Optional.of(job.status());
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            if (!started) {
                release(connection, null);
            }
        }
    }

    /** The rebuild that a raised version asks for, unless a job runs on this projection already. */
    void rebuildRaised(FoldContext<?, ?> context) {
        Job running = latest.get(context.name());
        if (running != null && running.running()) {
            return;
        }
        start(JobStatus.Kind.REBUILD, context, 0)
                .ifPresent(
                        job ->
                                LOG.infof(
                                        "Projection %s has a new version: rebuild %s",
                                        context.id(), job.id()));
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

    private void run(Job job, FoldContext<?, ?> context, Connection connection) {
        Thread reporter = Thread.ofVirtual().name("report-" + job.id()).start(() -> report(job));
        try {
            switch (job.kind()) {
                case REBUILD -> new Rebuild<>(context, job, connection).run();
                case VERIFICATION -> new Verification<>(context, job, connection).run();
            }
            job.end(JobStatus.State.SUCCEEDED, null);
        } catch (JobCancelledException _) {
            job.end(JobStatus.State.CANCELLED, null);
        } catch (CorruptHistoryException | RefusedException e) {
            job.end(JobStatus.State.FAILED, e.getMessage());
        } catch (SQLException | DatabaseException e) {
            LOG.warnf(e, "%s of %s failed", job.kind(), job.projection());
            job.end(JobStatus.State.FAILED, "PostgreSQL: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s of %s failed", job.kind(), job.projection());
            job.end(JobStatus.State.FAILED, e.toString());
        } finally {
            release(connection, job.projection());
            reporter.interrupt();
            save(job);
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
            if (store.save(job.status())) {
                job.cancel();
            }
        } catch (DatabaseException e) {
            LOG.debugf(e, "Progress of %s is not stored", job.id());
        }
    }

    private static boolean lock(Connection connection, String projection) throws SQLException {
        return lock(
                connection, "select pg_try_advisory_lock(hashtext(?), hashtext(?))", projection);
    }

    private static void release(Connection connection, @Nullable String projection) {
        try (connection) {
            if (projection != null) {
                lock(connection, "select pg_advisory_unlock(hashtext(?), hashtext(?))", projection);
            }
        } catch (SQLException e) {
            LOG.debugf(e, "The connection died and its lock with it");
        }
    }

    private static boolean lock(Connection connection, String sql, String projection)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, "headwater.projection");
            select.setString(2, projection);
            ResultSet answer = select.executeQuery();
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** Cancels what runs. */
    @Override
    public void close() {
        jobs.values().forEach(Job::cancel);
    }
}
