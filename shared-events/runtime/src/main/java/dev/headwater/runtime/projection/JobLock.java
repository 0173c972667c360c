package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The right to run a job on a projection, one over all replicas: an advisory lock, which dies with
 * its connection and so with its process.
 */
final class JobLock implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(JobLock.class);

    private final Connection connection;
    private final String projection;

    private JobLock(Connection connection, String projection) {
        this.connection = connection;
        this.projection = projection;
    }

    /**
     * @return empty when a job runs on this projection, here or on another replica
     * @throws DatabaseException retry
     */
    static Optional<JobLock> tryLock(ProjectionDatabase database, String projection) {
        JobLock lock = new JobLock(database.open(), projection);
        boolean held = false;
        try {
            held = lock.ask("select pg_try_advisory_lock(hashtext(?), hashtext(?))");
            return held ? Optional.of(lock) : Optional.empty();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        } finally {
            if (!held) {
                lock.closeConnection();
            }
        }
    }

    /** What is done on it is done by the holder of the lock, or fails with it. */
    Connection connection() {
        return connection;
    }

    private boolean ask(String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, "headwater.projection");
            select.setString(2, projection);
            ResultSet answer = select.executeQuery();
            answer.next();
            return answer.getBoolean(1);
        }
    }

    @Override
    public void close() {
        try {
            ask("select pg_advisory_unlock(hashtext(?), hashtext(?))");
        } catch (SQLException e) {
            LOG.debugf(e, "The connection died and its lock with it");
        } finally {
            closeConnection();
        }
    }

    private void closeConnection() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debugf(e, "The connection died");
        }
    }
}
