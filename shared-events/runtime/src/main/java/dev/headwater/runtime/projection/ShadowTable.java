package dev.headwater.runtime.projection;

import static dev.headwater.runtime.projection.ProjectionDatabase.execute;
import static dev.headwater.runtime.projection.ProjectionDatabase.quoted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The DDL of tables beside the one that readers see. Stateless. */
final class ShadowTable {

    /** How the comment of a side table begins, from its first moment: it may be replaced. */
    static final String MADE_BY = "Made by a replay of ";

    private ShadowTable() {}

    /**
     * Creates the empty table of {@code shadow}, shaped as the live one, without key and indexes
     * where the key is all that rows can be refused for: see {@link Indexes}.
     */
    static void create(Connection connection, Generation shadow, String live) throws SQLException {
        execute(
                connection,
                String.format(
                        Locale.ROOT,
                        "create %s table %s (like %s including all%s)",
                        shadow.isCheck() ? "unlogged" : "",
                        quoted(shadow.table()),
                        quoted(live),
                        Indexes.canBeAddedLater(connection, live) ? " excluding indexes" : ""));
        if (!shadow.projection().equals(live)) {
            comment(connection, shadow.table(), live);
        }
    }

    /** Says of a side table what it holds. */
    static void comment(Connection connection, String table, String what) throws SQLException {
        execute(
                connection,
                "comment on table %s is '%s'"
                        .formatted(quoted(table), (MADE_BY + what).replace("'", "''")));
    }

    /** Drops the table of {@code shadow} and all that is known of it. */
    static void drop(Connection connection, Generation shadow) throws SQLException {
        execute(connection, "drop table if exists " + quoted(shadow.table()));
        forget(connection, shadow);
    }

    /** Deletes all that is known of a table, which stays. */
    static void forget(Connection connection, Generation shadow) throws SQLException {
        for (String about : List.of("headwater_checkpoint", "headwater_parked")) {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "delete from " + about + " where projection = ? and generation = ?")) {
                delete.setString(1, shadow.projection());
                delete.setInt(2, shadow.number());
                delete.executeUpdate();
            }
        }
    }

    /**
     * Gives a table that readers do not see another generation's number, with all that is known.
     */
    static void renumber(Connection connection, Generation from, Generation to)
            throws SQLException {
        rename(connection, from.table(), to.table());
        for (String about : List.of("headwater_checkpoint", "headwater_parked")) {
            try (PreparedStatement update =
                    connection.prepareStatement(
                            "update "
                                    + about
                                    + " set generation = ? where projection = ? and generation = ?")) {
                update.setInt(1, to.number());
                update.setString(2, from.projection());
                update.setInt(3, from.number());
                update.executeUpdate();
            }
        }
        point(connection, to, to.table());
    }

    /** Drops every generation but the one that readers see: kept ones and unfinished ones. */
    static void dropOthers(Connection connection, Generation live) throws SQLException {
        drop(connection, live, "generation <> ?");
    }

    /** Drops unfinished generations; what is kept stays. */
    static void dropBegun(Connection connection, Generation live) throws SQLException {
        drop(connection, live, "generation > ?");
    }

    private static void drop(Connection connection, Generation live, String which)
            throws SQLException {
        List<Generation> others = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select distinct generation from headwater_checkpoint"
                                + " where projection = ? and generation <> ? and "
                                + which)) {
            select.setString(1, live.projection());
            select.setInt(2, Generation.SIDE);
            select.setInt(3, live.number());
            ResultSet found = select.executeQuery();
            while (found.next()) {
                int number = found.getInt(1);
                String table = Generation.tableName(live.projection(), number);
                others.add(new Generation(live.projection(), live.version(), number, table));
            }
        }
        for (Generation other : others) {
            drop(connection, other);
        }
    }

    /**
     * Makes readers see {@code next} instead of {@code live}, which is kept under the name of its
     * generation. The caller holds the locks of the live checkpoints. Waits for readers of the
     * table as long as the session's {@code lock_timeout} says.
     */
    static void swap(Connection connection, Generation live, Generation next) throws SQLException {
        String kept = Generation.tableName(live.projection(), live.number());
        rename(connection, live.table(), kept);
        rename(connection, next.table(), live.table());
        Indexes.rename(connection, kept, live.table(), live.number());
        point(connection, live, kept);
        point(connection, next, live.table());
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update headwater_projection set generation = ?, version = ?"
                                + " where projection = ?")) {
            update.setInt(1, next.number());
            update.setInt(2, next.version());
            update.setString(3, next.projection());
            update.executeUpdate();
        }
    }

    private static void rename(Connection connection, String from, String to) throws SQLException {
        execute(connection, "alter table %s rename to %s".formatted(quoted(from), quoted(to)));
    }

    private static void point(Connection connection, Generation generation, String table)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update headwater_checkpoint set table_name = ?"
                                + " where projection = ? and generation = ?")) {
            update.setString(1, table);
            update.setString(2, generation.projection());
            update.setInt(3, generation.number());
            update.executeUpdate();
        }
    }
}
