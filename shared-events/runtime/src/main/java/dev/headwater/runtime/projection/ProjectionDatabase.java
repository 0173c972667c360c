package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Connections and transactions for the projections. Thread-safe; every method blocks. */
final class ProjectionDatabase {

    /** Something done on one connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private final DataSource source;
    private final Runnable migrations;
    private volatile boolean migrated;

    /**
     * @param migrations creates whatever tables are missing; idempotent
     */
    ProjectionDatabase(DataSource source, Runnable migrations) {
        this.source = source;
        this.migrations = migrations;
    }

    /**
     * Runs {@code work} in one transaction at read committed. The commit does not wait for the
     * disk: a crash of the server loses rows and checkpoints together, and the log has them still.
     *
     * @throws DatabaseException rolled back; retry
     */
    <T> T transaction(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                execute(connection, "set local synchronous_commit = off");
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            } finally {
                restore(connection);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /**
     * Runs {@code work} on a connection whose transactions it manages itself; whatever it leaves
     * open is rolled back.
     *
     * @throws DatabaseException retry
     */
    <T> T connection(Work<T> work) {
        try (Connection connection = source.getConnection()) {
            try {
                return work.run(connection);
            } finally {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    restore(connection);
                }
            }
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /**
     * A connection for whoever must hold one longer; the caller closes it.
     *
     * @throws DatabaseException retry
     */
    Connection open() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Creates what is missing. */
    synchronized void migrate() {
        migrations.run();
        migrated = true;
    }

    /**
     * Brings the tables to what this program expects, unless this process has done so already.
     *
     * @throws DatabaseException retry
     */
    void migrateOnce() {
        if (migrated) {
            return;
        }
        try {
            migrate();
        } catch (RuntimeException e) {
            throw new DatabaseException(new SQLException("migrations: " + e.getMessage(), e));
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Quotes a table or column name. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void restore(Connection connection) {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException _) {
            // The connection is dead; the pool finds out by itself.
        }
    }
}
