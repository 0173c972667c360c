package dev.headwater.runtime.projection;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** PostgreSQL refused or did not answer; the transaction was rolled back. The caller retries. */
final class DatabaseException extends RuntimeException {

    private static final Set<String> MISSING = Set.of("42P01", "3D000", "3F000");
    private static final Set<String> LOCKED = Set.of("55P03", "40P01");

    private final String sqlState;

    DatabaseException(SQLException cause) {
        super(String.valueOf(cause.getMessage()), cause);
        this.sqlState = Objects.requireNonNullElse(cause.getSQLState(), "");
    }

    /**
     * A table, the schema or the whole database is not there: migrate, then start at the
     * checkpoint.
     */
    boolean missing() {
        return MISSING.contains(sqlState);
    }

    /** The server went away, or has not come back yet: what was committed stands. */
    boolean lost() {
        return sqlState.isEmpty() || sqlState.startsWith("08") || sqlState.startsWith("57P");
    }

    /** A lock was not had in time. */
    boolean locked() {
        return LOCKED.contains(sqlState);
    }

    /** The rows themselves were refused: a value out of range, or a constraint. */
    boolean refusesData() {
        return sqlState.startsWith("22") || sqlState.startsWith("23");
    }
}
