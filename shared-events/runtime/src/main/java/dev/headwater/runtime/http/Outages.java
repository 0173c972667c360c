package dev.headwater.runtime.http;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogUnavailableException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.hibernate.exception.JDBCConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells trouble that passes, outside of this service, from a defect inside. */
final class Outages {

    /** PostgreSQL: connection exception, operator intervention, too many connections. */
    private static final Set<String> SQL_STATES =
            Set.of("57P01", "57P02", "57P03", "57P05", "53300");

    private static final int MAX_CAUSES = 32;

    private Outages() {}

    /** What is away, in words for the caller; null when the exception is a defect. */
    static @Nullable String of(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof LogUnavailableException) {
                return "the log does not answer at present";
            }
            if (cause instanceof SchemaUnavailableException) {
                return "the schema registry does not answer at present";
            }
            if (database(cause)) {
                return "the read models are not available at present";
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static boolean database(Throwable cause) {
        return switch (cause) {
            case JDBCConnectionException _ -> true;
            case SQLTransientConnectionException _ -> true;
            case SQLNonTransientConnectionException _ -> true;
            case SQLRecoverableException _ -> true;
            case SQLException e -> outage(e.getSQLState()) || poolExhausted(e);
            default -> false;
        };
    }

    private static boolean outage(@Nullable String state) {
        return state != null && (state.startsWith("08") || SQL_STATES.contains(state));
    }

    /** Agroal reports an empty pool as a plain SQLException without a state. */
    private static boolean poolExhausted(SQLException e) {
        String message = e.getMessage();
        return e.getSQLState() == null
                && message != null
                && message.contains("Acquisition timeout");
    }
}
