package dev.headwater.runtime.projection;

import static dev.headwater.runtime.projection.ProjectionDatabase.execute;
import static dev.headwater.runtime.projection.ProjectionDatabase.quoted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and indexes of a shadow table: built once its rows are there, and given the live ones' names
 * at the swap. Two indexes are the same when they have the same shape: uniqueness, columns, method,
 * conditions. Stateless.
 */
final class Indexes {

    private static final int NAME_MAX = 63;

    /**
     * @param shape uniqueness, and the definition from its method on
     */
    private record Index(String name, boolean primary, boolean unique, String shape) {

        String definition() {
            return shape.substring(shape.indexOf(' ') + 1);
        }
    }

    private Indexes() {}

    /**
     * Whether rows can come in before the indexes: a table with more than its key to break needs
     * them from the start, so that the row at fault is told.
     */
    static boolean canBeAddedLater(Connection connection, String table) throws SQLException {
        return of(connection, table).stream().noneMatch(each -> each.unique() && !each.primary());
    }

    /** Gives {@code shadow} the live table's primary key, unless it has one. */
    static Generation addKey(Connection connection, Generation shadow, String live)
            throws SQLException {
        add(connection, shadow, live, true);
        return shadow;
    }

    /** Gives {@code shadow} all that the live table has and it has not, and the planner figures. */
    static Generation addAll(Connection connection, Generation shadow, String live)
            throws SQLException {
        addKey(connection, shadow, live);
        add(connection, shadow, live, false);
        execute(connection, "analyze " + quoted(shadow.table()));
        return shadow;
    }

    private static void add(Connection connection, Generation shadow, String live, boolean keyOnly)
            throws SQLException {
        List<Index> missing = new ArrayList<>(of(connection, live));
        for (Index there : of(connection, shadow.table())) {
            missing.stream()
                    .filter(each -> each.shape().equals(there.shape()))
                    .findFirst()
                    .ifPresent(missing::remove);
        }
        for (Index each : missing) {
            if (each.primary() || !keyOnly) {
                String name = shortened(shadow.table(), "__" + each.name());
                execute(
                        connection,
                        "create %s index %s on %s %s"
                                .formatted(
                                        each.unique() ? "unique" : "",
                                        quoted(name),
                                        quoted(shadow.table()),
                                        each.definition()));
                if (each.primary()) {
                    execute(
                            connection,
                            "alter table %1$s add constraint %2$s primary key using index %2$s"
                                    .formatted(quoted(shadow.table()), quoted(name)));
                }
            }
        }
    }

    /** Indexes keep their names over a swap, so that a later migration finds them. */
    static void rename(Connection connection, String kept, String live, int keptNumber)
            throws SQLException {
        List<Index> old = of(connection, kept);
        List<Index> fresh = of(connection, live);
        for (int i = 0; i < old.size() && i < fresh.size(); i++) {
            if (!old.get(i).shape().equals(fresh.get(i).shape())) {
                continue;
            }
            String name = old.get(i).name();
            rename(connection, name, shortened(name, "__g" + keptNumber));
            rename(connection, fresh.get(i).name(), name);
        }
    }

    /** A name that PostgreSQL does not cut: then two could become one. */
    private static String shortened(String name, String suffix) {
        int over = Math.max(0, name.length() + suffix.length() - NAME_MAX);
        if (over <= name.length()) {
            return name.substring(0, name.length() - over) + suffix;
        }
        return suffix.substring(suffix.length() - NAME_MAX);
    }

    private static void rename(Connection connection, String from, String to) throws SQLException {
        execute(connection, "alter index %s rename to %s".formatted(quoted(from), quoted(to)));
    }

    /** A table's indexes, ordered by shape. */
    private static List<Index> of(Connection connection, String table) throws SQLException {
        String sql =
                "select c.relname, i.indisprimary, i.indisunique or i.indisexclusion, i.indisunique"
                        + " || regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ',"
                        + " ' using ') as shape from pg_index i join pg_class c"
                        + " on c.oid = i.indexrelid where i.indrelid = ?::regclass"
                        + " order by shape, c.relname";
        List<Index> indexes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, quoted(table));
            ResultSet found = select.executeQuery();
            while (found.next()) {
                indexes.add(
                        new Index(
                                found.getString(1),
                                found.getBoolean(2),
                                found.getBoolean(3),
                                found.getString(4)));
            }
        }
        return indexes;
    }
}
