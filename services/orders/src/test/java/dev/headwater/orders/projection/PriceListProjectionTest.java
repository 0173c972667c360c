package dev.headwater.orders.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.orders.domain.Money;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.testkit.ProjectionSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PriceListProjectionTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StreamId STREAM = StreamId.of("item", "book");

    private final ProjectionSpec<PriceFact, PriceRow> prices =
            new ProjectionSpec<>(new PriceListProjection(), "inventory");

    @Test
    void theLastPriceCounts() {
        PriceRow row =
                prices.given(
                                STREAM,
                                new PriceFact.Priced("book", Money.eur(2100), NOON),
                                new PriceFact.Other(),
                                new PriceFact.Priced("book", Money.eur(2200), NOON))
                        .row();
        assertEquals("book", row.sku);
        assertEquals(2200, row.unitPriceMinor);
        assertEquals("EUR", row.currency);
        assertEquals(3, row.version);
    }

    @Test
    void otherEventsMakeNoRow() {
        prices.given(STREAM, new PriceFact.Other()).thenNoRow();
    }
}
