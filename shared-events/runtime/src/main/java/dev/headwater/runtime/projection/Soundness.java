package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a projection's rows are what the log says, as far as is known.
 *
 * @param parked events that wait
 * @param verified of the last verification that came to an end, on whatever replica
 */
record Soundness(long parked, Optional<Verified> verified) {

    /**
     * @param equal whether the rows were equal to those folded afresh
     * @param age since it ended
     */
    record Verified(boolean equal, Duration age) {}

    static Soundness of(Connection connection, String projection) throws SQLException {
        return new Soundness(
                ParkedEvents.count(connection, projection),
                JobStore.verified(connection, projection));
    }
}
