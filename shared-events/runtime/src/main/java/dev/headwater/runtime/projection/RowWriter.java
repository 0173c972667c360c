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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes final rows into a projection's table: all rows of a batch in one statement. Thread-safe.
 */
final class RowWriter<R> {

    /** How rows get into one table. */
    private record Ways<R>(String upsert, Optional<BinaryCopy<R>> copy) {}

    private final RowMapping<R> mapping;
    private final Map<String, Ways<R>> ways = new ConcurrentHashMap<>();

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
        String sql = ways(connection, table).upsert();
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

    /** Whether {@link #copy} knows the types of all columns. */
    boolean copies(Connection connection, String table) throws SQLException {
        return ways(connection, table).copy().isPresent();
    }

    /**
     * Brings in rows that are not in the table yet, which needs no key.
     *
     * @throws IllegalStateException when {@link #copies} says no
     */
    void copy(Connection connection, String table, List<R> rows) throws SQLException {
        if (!rows.isEmpty()) {
            ways(connection, table)
                    .copy()
                    .orElseThrow(() -> new IllegalStateException(table + " cannot be copied into"))
                    .write(connection, rows);
        }
    }

    private Ways<R> ways(Connection connection, String table) throws SQLException {
        Ways<R> known = ways.get(table);
        if (known == null) {
            Map<String, String> types = types(connection, table);
            List<String> inOrder =
                    mapping.columns().stream().map(c -> String.valueOf(types.get(c))).toList();
            known = new Ways<>(upsertSql(table, types), BinaryCopy.of(mapping, table, inOrder));
            ways.put(table, known);
        }
        return known;
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
