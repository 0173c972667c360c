package dev.headwater.runtime.projection;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.metamodel.mapping.JdbcMapping;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.WrapperOptions;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/**
 * Lets Hibernate bind a value to a statement that only remembers it: so that enums, converters,
 * JSON and instants reach PostgreSQL exactly as the entity's mapping says, but as text, in arrays
 * of any length. Not thread-safe.
 */
final class BindCapture {

    private final PreparedStatement statement;
    private final WrapperOptions options;
    private @Nullable Object bound;

    BindCapture(WrapperOptions options) {
        this.options = options;
        this.statement =
                (PreparedStatement)
                        Proxy.newProxyInstance(
                                BindCapture.class.getClassLoader(),
                                new Class<?>[] {PreparedStatement.class},
                                (_, method, arguments) -> capture(method, arguments));
    }

    /**
     * What the mapping would send for a value.
     *
     * @param value the relational value that the mapping's binder takes
     * @return its text for PostgreSQL, or null
     */
    @Nullable String text(@Nullable Object value, JdbcMapping mapping) throws SQLException {
        Object sent = value(value, mapping);
        return sent == null ? null : text(sent);
    }

    /**
     * What the mapping would send for a value.
     *
     * @param value the relational value that the mapping's binder takes
     * @return what a driver is given, or null
     */
    @SuppressWarnings("unchecked")
    @Nullable Object value(@Nullable Object value, JdbcMapping mapping) throws SQLException {
        if (value == null || isSentAsItIs(value, mapping)) {
            return value;
        }
        bound = null;
        ((ValueBinder<Object>) mapping.getJdbcValueBinder()).bind(statement, value, 1, options);
        return bound;
    }

    /** Most values of most rows: they need no detour through a binder. */
    private static boolean isSentAsItIs(Object value, JdbcMapping mapping) {
        return switch (mapping.getJdbcType().getDefaultSqlTypeCode()) {
            case SqlTypes.VARCHAR -> value instanceof String;
            case SqlTypes.BIGINT -> value instanceof Long;
            case SqlTypes.INTEGER -> value instanceof Integer;
            case SqlTypes.BOOLEAN -> value instanceof Boolean;
            case SqlTypes.TIMESTAMP_UTC -> value instanceof Instant;
            default -> false;
        };
    }

    private @Nullable Object capture(Method method, @Nullable Object @Nullable [] arguments)
            throws SQLException {
        return switch (method.getName()) {
            case "setNull" -> null;
            case "getConnection" ->
                    throw new SQLException("a projection's row may not hold this type of column");
            case String name
                    when name.startsWith("set") && arguments != null && arguments.length >= 2 -> {
                bound = arguments[1];
                yield null;
            }
            default -> throw new SQLException("unexpected call of " + method.getName());
        };
    }

    /** The text, for PostgreSQL, of what a driver would be given. */
    static String text(Object value) throws SQLException {
        return switch (value) {
            case String text -> text;
            case BigDecimal decimal -> decimal.toPlainString();
            case Timestamp timestamp -> timestamp.toLocalDateTime().toString();
            case Instant instant -> instant.atOffset(ZoneOffset.UTC).toString();
            case Time time -> time.toLocalTime().toString();
            case TemporalAccessor temporal -> temporal.toString();
            case PGobject object -> String.valueOf(object.getValue());
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case UUID uuid -> uuid.toString();
            case Enum<?> constant -> constant.name();
            default ->
                    throw new SQLException(
                            "a projection's row may not hold a " + value.getClass().getName());
        };
    }
}
