package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The SQL of {@code headwater_projection} and {@code headwater_checkpoint}. Stateless. */
final class Checkpoints {

    private Checkpoints() {}

    /**
     * The generation that readers see; when there is none yet, the first one of {@code version}.
     */
    static Generation live(Connection connection, ProjectionId id) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into headwater_projection (projection, version, generation)"
                                + " values (?, ?, 1) on conflict do nothing")) {
            insert.setString(1, id.name());
            insert.setInt(2, id.version());
            insert.executeUpdate();
        }
        return find(connection, id.name()).orElseThrow();
    }

    /** The generation that readers see, if there ever was one. */
    static Optional<Generation> find(Connection connection, String projection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select version, generation from headwater_projection"
                                + " where projection = ?")) {
            select.setString(1, projection);
            ResultSet found = select.executeQuery();
            return found.next()
                    ? Optional.of(
                            new Generation(
                                    projection, found.getInt(1), found.getInt(2), projection))
                    : Optional.empty();
        }
    }

    /** The generation before the one that readers see, if its table is kept. */
    static Optional<Generation> kept(Connection connection, Generation live) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select version, generation, table_name from headwater_checkpoint"
                                + " where projection = ? and generation > 0 and generation < ?"
                                + " order by generation desc limit 1")) {
            select.setString(1, live.projection());
            select.setInt(2, live.number());
            ResultSet found = select.executeQuery();
            return found.next()
                    ? Optional.of(
                            new Generation(
                                    live.projection(),
                                    found.getInt(1),
                                    found.getInt(2),
                                    found.getString(3)))
                    : Optional.empty();
        }
    }

    /** The version of the fold that fills a table which is not swapped in yet, if there is one. */
    static Optional<Integer> begun(Connection connection, String projection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select max(c.version) from headwater_checkpoint c"
                                + " join headwater_projection p using (projection)"
                                + " where projection = ? and c.generation > p.generation")) {
            select.setString(1, projection);
            ResultSet found = select.executeQuery();
            found.next();
            return Optional.ofNullable(found.getObject(1, Integer.class));
        }
    }

    /** The checkpoint of a partition, created at 0 when there is none. */
    static Checkpoint open(
            Connection connection, Generation generation, int partition, String topicId)
            throws SQLException {
        Optional<Checkpoint> found = find(connection, generation, partition);
        if (found.isPresent()) {
            return found.get();
        }
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into headwater_checkpoint (projection, generation, partition,"
                                + " version, table_name, topic_id, next_offset)"
                                + " values (?, ?, ?, ?, ?, ?, 0) on conflict do nothing")) {
            identify(insert, 1, generation, partition);
            insert.setInt(4, generation.version());
            insert.setString(5, generation.table());
            insert.setString(6, topicId);
            insert.executeUpdate();
        }
        return find(connection, generation, partition).orElseThrow();
    }

    private static Optional<Checkpoint> find(
            Connection connection, Generation generation, int partition) throws SQLException {
        String sql =
                "select topic_id, next_offset, parking, problem from headwater_checkpoint"
                        + " where projection = ? and generation = ? and partition = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            identify(select, 1, generation, partition);
            ResultSet found = select.executeQuery();
            if (!found.next()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Checkpoint(
                            generation,
                            partition,
                            found.getString(1),
                            found.getLong(2),
                            found.getLong(3),
                            ParkedEvents.streams(connection, generation, partition),
                            found.getString(4)));
        }
    }

    /**
     * The first statement of every batch: moves the offset, if the partition is still exactly where
     * the batch starts, in the same generation, under the same table, with the same parked streams.
     *
     * @return false: somebody else was here; roll back and read the checkpoint again
     */
    static boolean compareAndSet(Connection connection, Checkpoint from, long to)
            throws SQLException {
        String sql =
                "update headwater_checkpoint set next_offset = ? where projection = ? and"
                        + " generation = ? and partition = ? and next_offset = ? and parking = ?"
                        + " and table_name = ? and topic_id = ? and problem is null";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, to);
            identify(update, 2, from.generation(), from.partition());
            update.setLong(5, from.nextOffset());
            update.setLong(6, from.parking());
            update.setString(7, from.generation().table());
            update.setString(8, from.topicId());
            return update.executeUpdate() == 1;
        }
    }

    /** A stream of the partition was redriven: who knows its old parked streams must read again. */
    static void redriven(Connection connection, Checkpoint at) throws SQLException {
        String sql =
                "update headwater_checkpoint set parking = parking + 1 where projection = ? and"
                        + " generation = ? and partition = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            identify(update, 1, at.generation(), at.partition());
            update.executeUpdate();
        }
    }

    /** Records for every replica and restart that nothing more may be folded behind {@code at}. */
    static void stop(Connection connection, Checkpoint at, String problem) throws SQLException {
        String sql =
                "update headwater_checkpoint set problem = ? where projection = ? and"
                        + " generation = ? and partition = ? and next_offset = ?";
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, problem);
            identify(update, 2, at.generation(), at.partition());
            update.setLong(5, at.nextOffset());
            update.executeUpdate();
        }
    }

    /**
     * The stored checkpoints of a generation, locked until the transaction ends: no batch commits.
     */
    static Map<Integer, Checkpoint> lock(Connection connection, Generation generation)
            throws SQLException {
        return all(connection, generation, " for update");
    }

    /** The stored checkpoints of a generation by partition. */
    static Map<Integer, Checkpoint> all(Connection connection, Generation generation)
            throws SQLException {
        return all(connection, generation, "");
    }

    private static Map<Integer, Checkpoint> all(
            Connection connection, Generation generation, String suffix) throws SQLException {
        String sql =
                "select partition from headwater_checkpoint where projection = ? and generation = ?"
                        + " order by partition"
                        + suffix;
        List<Integer> partitions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, generation.projection());
            select.setInt(2, generation.number());
            ResultSet found = select.executeQuery();
            while (found.next()) {
                partitions.add(found.getInt(1));
            }
        }
        Map<Integer, Checkpoint> all = new TreeMap<>();
        for (int partition : partitions) {
            find(connection, generation, partition).ifPresent(c -> all.put(partition, c));
        }
        return all;
    }

    private static void identify(
            PreparedStatement statement, int at, Generation generation, int partition)
            throws SQLException {
        statement.setString(at, generation.projection());
        statement.setInt(at + 1, generation.number());
        statement.setInt(at + 2, partition);
    }
}
