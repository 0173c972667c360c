package dev.headwater.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void aGaugeIsShownUntilItIsClosed() {
        try (Meters.Registration _ = meters.projection("order_view", 4, () -> 12, () -> 3)) {
            assertEquals(
                    12,
                    registry.get(Meters.PROJECTION_LAG_RECORDS)
                            .tags("projection", "order_view", "partition", "4")
                            .gauge()
                            .value());
        }
        assertNull(registry.find(Meters.PROJECTION_LAG_RECORDS).gauge());
        assertNull(registry.find(Meters.PROJECTION_LAG_SECONDS).gauge());
    }

    @Test
    void aReplayShowsHowFarItIs() {
        double[] done = {0.25};
        try (Meters.Registration _ = meters.replay(2, () -> done[0])) {
            done[0] = 0.5;
            assertEquals(
                    0.5,
                    registry.get(Meters.REPLAY_PROGRESS).tag("partition", "2").gauge().value());
        }
        assertNull(registry.find(Meters.REPLAY_PROGRESS).gauge());
    }
}
