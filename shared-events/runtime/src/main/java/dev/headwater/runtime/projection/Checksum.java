package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a table holds, in whatever order: the sum, modulo 2^64, of a 64-bit slice of each row's MD5.
 *
 * @param rows how many
 * @param sum 16 hexadecimal digits
 */
public record Checksum(long rows, String sum) {

    /** Reads the whole table; blocks for about a second per million rows. */
    static Checksum of(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The text of an instant depends on the session's zone.
            statement.execute("set timezone = 'UTC'");
            ResultSet found =
                    statement.executeQuery(
                            "select count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)"
                                    + "::bigint::numeric), 0) from "
                                    + ProjectionDatabase.quoted(table)
                                    + " t");
            found.next();
            long sum = found.getBigDecimal(2).toBigInteger().longValue();
            return new Checksum(found.getLong(1), "%016x".formatted(sum));
        }
    }
}
