package dev.headwater.runtime.projection;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.util.ByteConverter;

/**
 * The binary forms of column types, as the server's {@code …recv} functions read them. Values are
 * those that Hibernate binds, see {@link BindCapture#value}.
 */
enum BinaryColumn {
    TEXT {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            out.bytes(BindCapture.text(value).getBytes(StandardCharsets.UTF_8));
        }
    },
    JSONB {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            out.int8(JSONB_VERSION);
            TEXT.write(value, out);
        }
    },
    INT2 {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            out.int16(number(value, Short.MIN_VALUE, Short.MAX_VALUE).shortValue());
        }
    },
    INT4 {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            out.int32(number(value, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue());
        }
    },
    INT8 {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            out.int64(number(value, Long.MIN_VALUE, Long.MAX_VALUE).longValue());
        }
    },
    FLOAT8 {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            if (!(value instanceof Number number)) {
                throw unknown(value);
            }
            out.int64(Double.doubleToLongBits(number.doubleValue()));
        }
    },
    BOOL {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            if (!(value instanceof Boolean flag)) {
                throw unknown(value);
            }
            out.int8(flag ? 1 : 0);
        }
    },
    NUMERIC {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            out.bytes(ByteConverter.numeric(new BigDecimal(BindCapture.text(value))));
        }
    },
    UUID_BYTES {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            UUID uuid =
                    value instanceof UUID given ? given : UUID.fromString(BindCapture.text(value));
            out.int64(uuid.getMostSignificantBits());
            out.int64(uuid.getLeastSignificantBits());
        }
    },
    BYTES {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            if (!(value instanceof byte[] bytes)) {
                throw unknown(value);
            }
            out.bytes(bytes);
        }
    },
    INSTANT {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            out.int64(ChronoUnit.MICROS.between(EPOCH, rounded(instant(value))));
        }
    },
    LOCAL_TIME_STAMP {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            LocalDateTime local =
                    switch (value) {
                        case LocalDateTime given -> given;
                        case Timestamp given -> given.toLocalDateTime();
                        default -> throw unknown(value);
                    };
            out.int64(ChronoUnit.MICROS.between(EPOCH, rounded(local.toInstant(ZoneOffset.UTC))));
        }
    },
    DATE {
        @Override
        void write(Object value, BinaryBuffer out) throws SQLException {
            LocalDate date =
                    switch (value) {
                        case LocalDate given -> given;
                        case Date given -> given.toLocalDate();
                        default -> throw unknown(value);
                    };
            out.int32((int) ChronoUnit.DAYS.between(EPOCH_DAY, date));
        }
    };

    /** Where PostgreSQL counts its times from. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final LocalDate EPOCH_DAY = LocalDate.of(2000, 1, 1);
    private static final int JSONB_VERSION = 1;
    private static final int HALF_MICRO_NANOS = 500;

    /**
     * @param value not null
     */
    abstract void write(Object value, BinaryBuffer out) throws SQLException;

    /**
     * @param type as {@code format_type} names it, without a length
     * @return empty for a type whose binary form is not known here
     */
    static Optional<BinaryColumn> of(String type) {
        return Optional.ofNullable(
                switch (type) {
                    case "text", "character varying", "json" -> TEXT;
                    case "jsonb" -> JSONB;
                    case "smallint" -> INT2;
                    case "integer" -> INT4;
                    case "bigint" -> INT8;
                    case "double precision" -> FLOAT8;
                    case "boolean" -> BOOL;
                    case "numeric" -> NUMERIC;
                    case "uuid" -> UUID_BYTES;
                    case "bytea" -> BYTES;
                    case "timestamp with time zone" -> INSTANT;
                    case "timestamp without time zone" -> LOCAL_TIME_STAMP;
                    case "date" -> DATE;
                    default -> null;
                });
    }

    private static Instant instant(Object value) throws SQLException {
        return switch (value) {
            case OffsetDateTime given -> given.toInstant();
            case Instant given -> given;
            case ZonedDateTime given -> given.toInstant();
            case Timestamp given -> given.toInstant();
            default -> throw unknown(value);
        };
    }

    /** To microseconds, as the server rounds a text. */
    private static Instant rounded(Instant exact) {
        return exact.plusNanos(HALF_MICRO_NANOS).truncatedTo(ChronoUnit.MICROS);
    }

    /** A value out of range is refused as the server would refuse it: a row's fault. */
    private static Number number(Object value, long min, long max) throws SQLException {
        if (!(value instanceof Number number)) {
            throw unknown(value);
        }
        long all = number.longValue();
        if (all < min || all > max) {
            throw new SQLException("%d is out of range".formatted(all), "22003");
        }
        return number;
    }

    private static SQLException unknown(Object value) {
        return new SQLException(
                "a %s does not go into this column".formatted(value.getClass().getName()), "22023");
    }
}
