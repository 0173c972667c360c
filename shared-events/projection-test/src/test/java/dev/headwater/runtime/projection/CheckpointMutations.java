package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import net.bytebuddy.implementation.bind.annotation.Argument;

/** What a defective checkpoint does instead of what it should. */
public final class CheckpointMutations {

    private CheckpointMutations() {}

    /** Moves it whatever it was. */
    public static boolean setting(
            @Argument(0) Connection connection, @Argument(1) Object start, @Argument(2) long to)
            throws SQLException {
        Checkpoint from = (Checkpoint) start;
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update headwater_checkpoint set next_offset = ?"
                                + " where projection = ? and generation = ? and partition = ?")) {
            update.setLong(1, to);
            update.setString(2, from.generation().projection());
            update.setInt(3, from.generation().number());
            update.setInt(4, from.partition());
            return update.executeUpdate() == 1;
        }
    }
}
