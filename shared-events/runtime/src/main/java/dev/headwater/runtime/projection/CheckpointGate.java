package dev.headwater.runtime.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;

/**
 * Waits on the checkpoint that commits with the rows: in memory where this process folds the
 * partition, in PostgreSQL where another replica does. Events of a parked stream count as folded.
 */
@ApplicationScoped
public class CheckpointGate implements ConsistencyGate {

    private static final Duration GLANCE = Duration.ofMillis(10);
    private static final Duration GLANCE_MAX = Duration.ofMillis(80);
    private static final String PAST =
            "select 1 from headwater_checkpoint join headwater_projection"
                    + " using (projection, generation)"
                    + " where projection = ? and partition = ? and next_offset > ?";

    private final Projections projections;

    CheckpointGate(Projections projections) {
        this.projections = projections;
    }

    @Override
    public boolean await(String projection, int partition, long offset, Duration max) {
        ProjectionEngine engine = projections.engine();
        return offset < 0 || (engine != null && await(engine, projection, partition, offset, max));
    }

    static boolean await(
            ProjectionEngine engine, String projection, int partition, long offset, Duration max) {
        RunningProjection<?, ?> running = engine.find(projection).orElse(null);
        if (running == null) {
            return false;
        }
        long deadline = System.nanoTime() + max.toNanos();
        Duration glance = GLANCE;
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Duration now = glance.compareTo(left) < 0 ? glance : left;
            if (running.runner().folded().await(partition, offset, now)
                    || stored(engine, projection, partition, offset)) {
                return true;
            }
            if (left.isZero()) {
                return false;
            }
            glance = glance.compareTo(GLANCE_MAX) < 0 ? glance.multipliedBy(2) : glance;
        }
    }

    private static boolean stored(
            ProjectionEngine engine, String projection, int partition, long offset) {
        try {
            return engine.database()
                    .connection(
                            connection -> {
                                try (PreparedStatement select = connection.prepareStatement(PAST)) {
                                    select.setString(1, projection);
                                    select.setInt(2, partition);
                                    select.setLong(3, offset);
                                    ResultSet found = select.executeQuery();
                                    return found.next();
                                }
                            });
        } catch (DatabaseException _) {
            return false;
        }
    }
}
