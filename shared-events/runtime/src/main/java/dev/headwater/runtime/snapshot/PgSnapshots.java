package dev.headwater.runtime.snapshot;

import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.StreamId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots in the service's PostgreSQL, in the tables of {@code V0.3__snapshots.sql}. A table that
 * is not there yet is a partition without a snapshot; the projections create it.
 */
public final class PgSnapshots implements SnapshotStore {

    private static final String UNDEFINED_TABLE = "42P01";

    private final DataSource source;

    public PgSnapshots(DataSource source) {
        this.source = source;
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    @Override
    public Optional<SavedPartition> read(int partition) {
        try {
            return readTables(partition);
        } catch (SnapshotUnavailableException e) {
            boolean noTable =
                    e.getCause() instanceof SQLException cause
                            && UNDEFINED_TABLE.equals(cause.getSQLState());
            if (noTable) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<SavedPartition> readTables(int partition) {
        return transaction(
                Connection.TRANSACTION_REPEATABLE_READ,
                connection -> {
                    SnapshotHead head = head(connection, partition);
                    return head == null
                            ? Optional.empty()
                            : Optional.of(
                                    new SavedPartition(
                                            head,
                                            open(connection, partition),
                                            answers(connection, partition)));
                });
    }

    private static @Nullable SnapshotHead head(Connection connection, int partition)
            throws SQLException {
        String sql =
                "select lineage, events_topic_id, outcomes_topic_id, partitions, state_schema,"
                        + " next_event, next_outcome, last_event, commands_topic_id, next_command"
                        + " from headwater_snapshot where partition = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, partition);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return null;
            }
            String commands = row.getString(9);
            return new SnapshotHead(
                    partition,
                    row.getObject(1, UUID.class),
                    new SnapshotIdentity(
                            row.getString(2), row.getString(3), row.getInt(4), row.getString(5)),
                    row.getLong(6),
                    row.getLong(7),
                    row.getLong(8),
                    commands == null ? null : new CommandPosition(commands, row.getLong(10)));
        }
    }

    private static List<SavedStream> open(Connection connection, int partition)
            throws SQLException {
        return rows(
                connection,
                "select stream_id, version, state, open_work from headwater_snapshot_stream"
                        + " where partition = ? and open_work is not null",
                partition,
                row ->
                        new SavedStream(
                                new StreamId(row.getString(1)),
                                row.getLong(2),
                                row.getBytes(3),
                                row.getBytes(4)));
    }

    private static List<SavedAnswers> answers(Connection connection, int partition)
            throws SQLException {
        return rows(
                connection,
                "select clients, until_outcome, answers from headwater_snapshot_answers"
                        + " where partition = ? order by until_outcome",
                partition,
                row -> new SavedAnswers(row.getBoolean(1), row.getLong(2), row.getBytes(3)));
    }

    private static <T> List<T> rows(
            Connection connection, String sql, int partition, Row<T> reading) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, partition);
            List<T> rows = new ArrayList<>();
            ResultSet row = select.executeQuery();
            while (row.next()) {
                rows.add(reading.of(row));
            }
            return rows;
        }
    }

    @Override
    public Optional<LoadedStreams> load(int partition, Set<StreamId> streams) {
        // One statement sees one moment: the rows and the head that they belong to.
        String sql =
                "select h.lineage, h.next_event, s.stream_id, s.version, s.state"
                        + " from headwater_snapshot h left join headwater_snapshot_stream s"
                        + " on s.partition = h.partition and s.stream_id = any (?)"
                        + " where h.partition = ?";
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            Object[] ids = streams.stream().map(StreamId::value).toArray();
            select.setArray(1, connection.createArrayOf("text", ids));
            select.setInt(2, partition);
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            UUID lineage = row.getObject(1, UUID.class);
            long nextEvent = row.getLong(2);
            Map<StreamId, SavedStream> found = new HashMap<>();
            do {
                String id = row.getString(3);
                if (id != null) {
                    StreamId stream = new StreamId(id);
                    found.put(
                            stream, new SavedStream(stream, row.getLong(4), row.getBytes(5), null));
                }
            } while (row.next());
            return Optional.of(new LoadedStreams(lineage, nextEvent, found));
        } catch (SQLException e) {
            throw new SnapshotUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public boolean write(Checkpoint checkpoint) {
        return transaction(
                Connection.TRANSACTION_READ_COMMITTED,
                connection -> {
                    SnapshotHead base = checkpoint.base();
                    boolean moved =
                            base == null
                                    ? PgSnapshotRows.begin(connection, checkpoint.head())
                                    : PgSnapshotRows.move(connection, base, checkpoint.head());
                    if (moved) {
                        PgSnapshotRows.write(connection, checkpoint);
                    }
                    return moved;
                });
    }

    /** The commit does not wait for the disk: rows and position are lost together. */
    private <T> T transaction(int isolation, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            int before = connection.getTransactionIsolation();
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local synchronous_commit = off");
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(before);
            }
        } catch (SQLException e) {
            throw new SnapshotUnavailableException(String.valueOf(e.getMessage()), e);
        }
    }
}
