package dev.headwater.runtime.projection;

import static dev.headwater.runtime.projection.ProjectionDatabase.quoted;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Brings rows into a table by {@code COPY … (FORMAT BINARY)}: the cheapest way that PostgreSQL has.
 * Thread-safe.
 */
final class BinaryCopy<R> {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };
    private static final int CHUNK = 1 << 16;

    private final RowMapping<R> mapping;
    private final List<BinaryColumn> columns;
    private final String sql;

    private BinaryCopy(RowMapping<R> mapping, String table, List<BinaryColumn> columns) {
        this.mapping = mapping;
        this.columns = columns;
        this.sql =
                "copy %s (%s) from stdin (format binary)"
                        .formatted(
                                quoted(table),
                                mapping.columns().stream()
                                        .map(ProjectionDatabase::quoted)
                                        .collect(Collectors.joining(", ")));
    }

    /**
     * @param types of the mapping's columns in their order, as {@code format_type} names them
     * @return empty when a column is of a type whose binary form is not known here
     */
    static <R> Optional<BinaryCopy<R>> of(RowMapping<R> mapping, String table, List<String> types) {
        List<BinaryColumn> columns =
                types.stream().map(BinaryColumn::of).flatMap(Optional::stream).toList();
        return columns.size() == types.size()
                ? Optional.of(new BinaryCopy<>(mapping, table, columns))
                : Optional.empty();
    }

    /**
     * @param rows of keys that the table does not hold
     * @throws SQLException as an insert would
     */
    void write(Connection connection, List<R> rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            BinaryBuffer buffer = new BinaryBuffer();
            buffer.bytes(SIGNATURE);
            buffer.int32(0);
            buffer.int32(0);
            BindCapture capture = mapping.capture();
            for (R row : rows) {
                append(mapping.values(row, capture), buffer);
                if (buffer.size() >= CHUNK) {
                    copy.writeToCopy(buffer.array(), 0, buffer.size());
                    buffer.clear();
                }
            }
            buffer.int16(-1);
            copy.writeToCopy(buffer.array(), 0, buffer.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void append(@Nullable Object[] values, BinaryBuffer buffer) throws SQLException {
        buffer.int16(values.length);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value == null) {
                buffer.int32(-1);
                continue;
            }
            int length = buffer.size();
            buffer.int32(0);
            columns.get(i).write(value, buffer);
            buffer.int32At(length, buffer.size() - length - Integer.BYTES);
        }
    }
}
