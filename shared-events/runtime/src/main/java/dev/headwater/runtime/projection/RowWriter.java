package dev.headwater.runtime.projection;

import static dev.headwater.runtime.projection.ProjectionDatabase.quoted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes final rows into a projection's table: all rows of a batch in one statement. The one class
 * that knows how rows are written. Thread-safe.
 */
final class RowWriter<R> {

    private final RowMapping<R> mapping;
    private final Map<String, String> upserts = new ConcurrentHashMap<>();

    RowWriter(RowMapping<R> mapping) {
        this.mapping = mapping;
    }

    /**
     * @param rows at most one per key
     */
    void upsert(Connection connection, String table, List<R> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = upserts.get(table);
        if (sql == null) {
            sql = upsertSql(table, types(connection, table));
            upserts.put(table, sql);
        }
        List<@Nullable String[]> texts = mapping.texts(rows);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int column = 0; column < mapping.columns().size(); column++) {
                int at = column;
                Object[] values = texts.stream().map(text -> text[at]).toArray();
                statement.setArray(column + 1, connection.createArrayOf("text", values));
            }
            statement.executeUpdate();
        }
    }

    void delete(Connection connection, String table, Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return;
        }
        String sql =
                "delete from %s where %s = any(?)"
                        .formatted(quoted(table), quoted(mapping.keyColumn()));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            statement.executeUpdate();
        }
    }

    private String upsertSql(String table, Map<String, String> types) {
        List<String> columns = mapping.columns();
        String names = columns.stream().map(ProjectionDatabase::quoted).collect(joining());
        String values =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> "u.c%d::%s".formatted(i, types.get(columns.get(i))))
                        .collect(joining());
        String arrays = columns.stream().map(_ -> "?::text[]").collect(joining());
        String aliases =
                IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(joining());
        String changes =
                columns.stream()
                        .filter(column -> !column.equals(mapping.keyColumn()))
                        .map(column -> "%1$s = excluded.%1$s".formatted(quoted(column)))
                        .collect(joining());
        return "insert into %s (%s) select %s from unnest(%s) as u(%s) on conflict (%s) do %s"
                .formatted(
                        quoted(table),
                        names,
                        values,
                        arrays,
                        aliases,
                        quoted(mapping.keyColumn()),
                        changes.isEmpty() ? "nothing" : "update set " + changes);
    }

    /** Casts to the types without their lengths, so that a text too long is an error, not cut. */
    private Map<String, String> types(Connection connection, String table) throws SQLException {
        String sql =
                "select attname, format_type(atttypid, null) from pg_attribute"
                        + " where attrelid = ?::regclass and attnum > 0 and not attisdropped";
        Map<String, String> types = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, quoted(table));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                types.put(found.getString(1), found.getString(2));
            }
        }
        List<String> missing = new ArrayList<>(mapping.columns());
        missing.removeAll(types.keySet());
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    "table %s lacks the columns %s of its entity".formatted(table, missing));
        }
        return types;
    }

    private static java.util.stream.Collector<CharSequence, ?, String> joining() {
        return Collectors.joining(", ");
    }
}
