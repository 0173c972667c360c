package dev.headwater.runtime.snapshot;

import dev.headwater.runtime.log.CommandPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** The SQL that writes snapshots. Stateless. */
final class PgSnapshotRows {

    private static final int ROWS_PER_STATEMENT = 1_000;

    private PgSnapshotRows() {}

    /**
     * The first statement of a checkpoint that continues; its lock on the head makes another writer
     * wait, and then miss.
     *
     * @return false: the snapshot is another one, or further, or not as far as the base any more
     */
    static boolean move(Connection connection, SnapshotHead from, SnapshotHead to)
            throws SQLException {
        String sql =
                "update headwater_snapshot set next_event = ?, next_outcome = ?, last_event = ?,"
                        + " commands_topic_id = ?, next_command = ?, saved_at = now()"
                        + " where partition = ? and lineage = ?"
                        + " and next_event between ? and ? and next_outcome between ? and ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            positions(update, 1, to);
            update.setInt(6, to.partition());
            update.setObject(7, to.lineage());
            update.setLong(8, from.nextEvent());
            update.setLong(9, to.nextEvent());
            update.setLong(10, from.nextOutcome());
            update.setLong(11, to.nextOutcome());
            return update.executeUpdate() == 1;
        }
    }

    /**
     * The first statement of a checkpoint that begins; with it go the rows of the snapshot before.
     *
     * @return false: there is a snapshot of the same that is further
     */
    static boolean begin(Connection connection, SnapshotHead head) throws SQLException {
        String sql =
                "insert into headwater_snapshot as h (next_event, next_outcome, last_event,"
                        + " commands_topic_id, next_command, partition, lineage, events_topic_id,"
                        + " outcomes_topic_id, partitions, state_schema)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (partition) do update set next_event = excluded.next_event,"
                        + " next_outcome = excluded.next_outcome, last_event = excluded.last_event,"
                        + " commands_topic_id = excluded.commands_topic_id,"
                        + " next_command = excluded.next_command, lineage = excluded.lineage,"
                        + " events_topic_id = excluded.events_topic_id,"
                        + " outcomes_topic_id = excluded.outcomes_topic_id,"
                        + " partitions = excluded.partitions,"
                        + " state_schema = excluded.state_schema, saved_at = now()"
                        + " where (h.next_event <= excluded.next_event"
                        + " and h.next_outcome <= excluded.next_outcome)"
                        + " or (h.events_topic_id, h.outcomes_topic_id, h.partitions,"
                        + " h.state_schema) is distinct from (excluded.events_topic_id,"
                        + " excluded.outcomes_topic_id, excluded.partitions,"
                        + " excluded.state_schema)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            positions(insert, 1, head);
            insert.setInt(6, head.partition());
            insert.setObject(7, head.lineage());
            insert.setString(8, head.identity().eventsTopicId());
            insert.setString(9, head.identity().outcomesTopicId());
            insert.setInt(10, head.identity().partitions());
            insert.setString(11, head.identity().stateSchema());
            if (insert.executeUpdate() != 1) {
                return false;
            }
        }
        deleteAll(connection, "headwater_snapshot_stream", head.partition());
        deleteAll(connection, "headwater_snapshot_answers", head.partition());
        return true;
    }

    private static void positions(PreparedStatement statement, int at, SnapshotHead head)
            throws SQLException {
        CommandPosition position = head.commandPosition();
        statement.setLong(at, head.nextEvent());
        statement.setLong(at + 1, head.nextOutcome());
        statement.setLong(at + 2, head.lastEvent());
        if (position == null) {
            statement.setNull(at + 3, Types.VARCHAR);
            statement.setNull(at + 4, Types.BIGINT);
        } else {
            statement.setString(at + 3, position.topicId());
            statement.setLong(at + 4, position.offset());
        }
    }

    private static void deleteAll(Connection connection, String table, int partition)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from " + table + " where partition = ?")) {
            delete.setInt(1, partition);
            delete.executeUpdate();
        }
    }

    /** The rows of a checkpoint whose position was moved in this transaction. */
    static void write(Connection connection, Checkpoint checkpoint) throws SQLException {
        int partition = checkpoint.head().partition();
        List<SavedStream> rows = new ArrayList<>(ROWS_PER_STATEMENT);
        for (SavedStream each : checkpoint.streams()) {
            rows.add(each);
            if (rows.size() == ROWS_PER_STATEMENT) {
                streams(connection, partition, rows);
                rows.clear();
            }
        }
        if (!rows.isEmpty()) {
            streams(connection, partition, rows);
        }
        forget(connection, partition, true, checkpoint.oldestClient());
        forget(connection, partition, false, checkpoint.oldestFollowUp());
        for (SavedAnswers each : checkpoint.answers()) {
            answers(connection, partition, each);
        }
    }

    private static void streams(Connection connection, int partition, List<SavedStream> rows)
            throws SQLException {
        String sql =
                "insert into headwater_snapshot_stream"
                        + " (partition, stream_id, version, state, open_work)"
                        + " select ?, * from unnest(?::text[], ?::bigint[], ?::bytea[], ?::bytea[])"
                        + " on conflict (partition, stream_id) do update set"
                        + " version = excluded.version, state = excluded.state,"
                        + " open_work = excluded.open_work";
        String[] ids = new String[rows.size()];
        Long[] versions = new Long[rows.size()];
        byte[][] states = new byte[rows.size()][];
        byte[][] open = rows.stream().map(SavedStream::openWork).toArray(byte[][]::new);
        for (int i = 0; i < rows.size(); i++) {
            SavedStream row = rows.get(i);
            ids[i] = row.stream().value();
            versions[i] = row.version();
            states[i] = row.state();
        }
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, partition);
            insert.setArray(2, connection.createArrayOf("text", ids));
            insert.setArray(3, connection.createArrayOf("bigint", versions));
            insert.setArray(4, connection.createArrayOf("bytea", states));
            insert.setArray(5, connection.createArrayOf("bytea", open));
            insert.executeUpdate();
        }
    }

    /** What lies below the oldest answer that is remembered is not needed any more. */
    private static void forget(Connection connection, int partition, boolean clients, long oldest)
            throws SQLException {
        String sql =
                "delete from headwater_snapshot_answers where partition = ? and clients = ?"
                        + " and until_outcome <= ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setInt(1, partition);
            delete.setBoolean(2, clients);
            delete.setLong(3, oldest);
            delete.executeUpdate();
        }
    }

    private static void answers(Connection connection, int partition, SavedAnswers answers)
            throws SQLException {
        String sql =
                "insert into headwater_snapshot_answers"
                        + " (partition, clients, until_outcome, answers) values (?, ?, ?, ?)"
                        + " on conflict (partition, clients, until_outcome) do update set"
                        + " answers = excluded.answers";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, partition);
            insert.setBoolean(2, answers.clients());
            insert.setLong(3, answers.untilOutcome());
            insert.setBytes(4, answers.answers());
            insert.executeUpdate();
        }
    }
}
