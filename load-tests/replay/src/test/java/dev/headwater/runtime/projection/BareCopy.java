package dev.headwater.runtime.projection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The rows of a table in memory, encoded, and what PostgreSQL alone needs to take them. */
final class BareCopy {

    private static final int CHUNK = 1 << 16;

    private final ReadSide side;
    private final String table;
    private final List<byte[]> encoded = new ArrayList<>();

    BareCopy(ReadSide side, String table) {
        this.side = side;
        this.table = table;
        try (Connection connection = side.source.getConnection()) {
            CopyOut copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("copy %s to stdout (format binary)".formatted(table));
            for (byte[] some = copy.readFromCopy(); some != null; some = copy.readFromCopy()) {
                encoded.add(some);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @return seconds
     */
    double run(boolean withKey) {
        side.execute("drop table if exists bare");
        side.execute("create table bare (like %s)".formatted(table));
        long began = System.nanoTime();
        try (Connection connection = side.source.getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy bare from stdin (format binary)", rows(), CHUNK);
            ProjectionDatabase.execute(connection, "set local synchronous_commit = off");
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        if (withKey) {
            side.execute("alter table bare add primary key (order_id)");
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private InputStream rows() {
        return new SequenceInputStream(
                Collections.enumeration(
                        encoded.stream().<InputStream>map(ByteArrayInputStream::new).toList()));
    }
}
