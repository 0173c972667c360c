package dev.headwater.orders.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private double lag;
    private long now = -5;
    private int measurements;
    private final Freshness freshness =
            new Freshness(
                    () -> {
                        measurements++;
                        return lag;
                    },
                    2,
                    () -> now);

    @Test
    void aTableThatIsFoldedFromNothingIsNotCurrent() {
        lag = 86_400;
        assertFalse(freshness.isCurrent());
    }

    @Test
    void theNewestEventsMayBeMissing() {
        lag = 2;
        assertTrue(freshness.isCurrent());
    }

    @Test
    void onceASecondIsEnough() {
        assertTrue(freshness.isCurrent());
        lag = 3;
        now += TimeUnit.SECONDS.toNanos(1) - 1;
        assertTrue(freshness.isCurrent());
        assertEquals(1, measurements);
        now++;
        assertFalse(freshness.isCurrent());
        assertEquals(2, measurements);
    }
}
