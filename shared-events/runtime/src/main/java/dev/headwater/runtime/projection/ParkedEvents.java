package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The SQL of {@code headwater_parked}. Stateless. */
final class ParkedEvents {

    private ParkedEvents() {}

    static Set<String> streams(Connection connection, Generation generation, int partition)
            throws SQLException {
        String sql =
                "select distinct stream_id from headwater_parked"
                        + " where projection = ? and generation = ? and partition = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, generation.projection());
            select.setInt(2, generation.number());
            select.setInt(3, partition);
            Set<String> streams = new HashSet<>();
            ResultSet found = select.executeQuery();
            while (found.next()) {
                streams.add(found.getString(1));
            }
            return streams;
        }
    }

    /** The parked events of one stream in order. */
    static List<ParkedEvent> of(
            Connection connection, Generation generation, int partition, String stream)
            throws SQLException {
        String sql =
                "select stream_id, version, event_offset, reason from headwater_parked"
                        + " where projection = ? and generation = ? and partition = ?"
                        + " and stream_id = ? order by event_offset";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, generation.projection());
            select.setInt(2, generation.number());
            select.setInt(3, partition);
            select.setString(4, stream);
            List<ParkedEvent> events = new ArrayList<>();
            ResultSet found = select.executeQuery();
            while (found.next()) {
                events.add(
                        new ParkedEvent(
                                found.getString(1),
                                found.getLong(2),
                                found.getLong(3),
                                found.getString(4)));
            }
            return events;
        }
    }

    /** How many events wait in the projection's live generation. */
    static long count(Connection connection, String projection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select count(*) from headwater_parked"
                                + " join headwater_projection using (projection, generation)"
                                + " where projection = ?")) {
            select.setString(1, projection);
            ResultSet found = select.executeQuery();
            found.next();
            return found.getLong(1);
        }
    }

    static void add(
            Connection connection,
            Generation generation,
            int partition,
            Collection<ParkedEvent> events)
            throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        String sql =
                "insert into headwater_parked (projection, generation, partition, event_offset,"
                        + " stream_id, version, reason) values (?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (projection, generation, partition, event_offset)"
                        + " do update set reason = excluded.reason, parked_at = now()";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (ParkedEvent each : events) {
                insert.setString(1, generation.projection());
                insert.setInt(2, generation.number());
                insert.setInt(3, partition);
                insert.setLong(4, each.offset());
                insert.setString(5, each.stream());
                insert.setLong(6, each.version());
                insert.setString(7, each.reason());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Takes the events of a stream below {@code offset} off the list: they are folded. */
    static void remove(
            Connection connection, Generation generation, int partition, String stream, long below)
            throws SQLException {
        String sql =
                "delete from headwater_parked where projection = ? and generation = ?"
                        + " and partition = ? and stream_id = ? and event_offset < ?";
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setString(1, generation.projection());
            delete.setInt(2, generation.number());
            delete.setInt(3, partition);
            delete.setString(4, stream);
            delete.setLong(5, below);
            delete.executeUpdate();
        }
    }

    /** The streams that wait in any projection's live generation, oldest first. */
    static List<ParkedStream> all(Connection connection, int limit) throws SQLException {
        String sql =
                "select projection, stream_id, partition, min(event_offset), max(event_offset),"
                        + " count(*), max(reason), min(parked_at) from headwater_parked"
                        + " join headwater_projection using (projection, generation)"
                        + " group by projection, stream_id, partition"
                        + " order by min(parked_at), projection, stream_id limit ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, limit);
            List<ParkedStream> streams = new ArrayList<>();
            ResultSet found = select.executeQuery();
            while (found.next()) {
                streams.add(
                        new ParkedStream(
                                found.getString(1),
                                found.getString(2),
                                found.getInt(3),
                                found.getLong(4),
                                found.getLong(5),
                                found.getLong(6),
                                String.valueOf(found.getString(7)),
                                found.getTimestamp(8).toInstant()));
            }
            return streams;
        }
    }
}
