package dev.headwater.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Meters meters = new Meters(registry);

    @Test
    void commandsAreCountedByOutcomeAndOrigin() {
        meters.command("accepted", "client");
        meters.command("accepted", "client");
        meters.command("refused", "policy");
        assertEquals(
                2,
                registry.get(Meters.COMMANDS)
                        .tags("outcome", "accepted", "origin", "client")
                        .counter()
                        .count());
        assertEquals(1, registry.get(Meters.COMMANDS).tags("outcome", "refused").counter().count());
    }

    @Test
    void aTransactionIsTimedWithItsBatch() {
        meters.transaction(Duration.ofMillis(7), 3);
        assertEquals(7, registry.get(Meters.TRANSACTION).timer().totalTime(TimeUnit.MILLISECONDS));
        assertEquals(3, registry.get(Meters.BATCH).summary().totalAmount());
    }

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
}
