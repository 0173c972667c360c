package dev.headwater.orders.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.headwater.orders.domain.CancelCause;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.orders.domain.OrderEvent.OrderCancelled;
import dev.headwater.orders.domain.OrderEvent.OrderConfirmed;
import dev.headwater.orders.domain.OrderEvent.OrderPlaced;
import dev.headwater.orders.domain.OrderEvent.OrderRejected;
import dev.headwater.orders.domain.OrderLine;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.testkit.ProjectionSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderViewProjectionTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StreamId STREAM = StreamId.of("order", "7f3a");
    private static final OrderEvent PLACED =
            new OrderPlaced(
                    "7f3a",
                    "ada",
                    List.of(new OrderLine("book", 2, 2100)),
                    Money.eur(4200),
                    "tok_ok",
                    NOON,
                    NOON.plusSeconds(30));

    private final ProjectionSpec<OrderEvent, OrderView> orders =
            new ProjectionSpec<>(new OrderViewProjection(), "orders");

    @Test
    void aPlacedOrderIsARow() {
        OrderView row = orders.given(STREAM, PLACED).row();
        assertEquals("7f3a", row.orderId);
        assertEquals("ada", row.customerId);
        assertEquals(OrderStatus.PLACED, row.status);
        assertNull(row.reason);
        assertEquals(4200, row.totalMinor);
        assertEquals("EUR", row.currency);
        assertEquals(List.of(new OrderLine("book", 2, 2100)), OrderLines.parse(row.lines));
        assertEquals(NOON, row.placedAt);
        assertEquals(NOON.plusSeconds(30), row.expiresAt);
        assertEquals(1, row.version);
    }

    @Test
    void aConfirmedOrderKeepsWhatWasPlaced() {
        OrderView row =
                orders.given(
                                STREAM,
                                PLACED,
                                new OrderConfirmed("7f3a", Money.eur(4200), NOON.plusSeconds(1)))
                        .row();
        assertEquals(OrderStatus.CONFIRMED, row.status);
        assertEquals(NOON, row.placedAt);
        assertEquals(NOON.plusSeconds(1), row.updatedAt);
        assertEquals(2, row.version);
        assertEquals(0, row.firstOffset);
        assertEquals(1, row.lastOffset);
    }

    @Test
    void aRejectionSaysWhy() {
        OrderView row =
                orders.given(
                                STREAM,
                                PLACED,
                                new OrderRejected(
                                        "7f3a",
                                        RejectReason.OUT_OF_STOCK,
                                        "out of stock: book",
                                        List.of("book"),
                                        NOON))
                        .row();
        assertEquals(OrderStatus.REJECTED, row.status);
        assertEquals("OUT_OF_STOCK", row.reason);
        assertEquals("out of stock: book", row.detail);
    }

    @Test
    void aCancellationSaysWhy() {
        OrderView row =
                orders.given(
                                STREAM,
                                PLACED,
                                new OrderCancelled("7f3a", CancelCause.DEADLINE, "late", NOON))
                        .row();
        assertEquals(OrderStatus.CANCELLED, row.status);
        assertEquals("DEADLINE", row.reason);
        assertEquals("late", row.detail);
    }

    @Test
    void aPlaceInTheListSurvivesItsText() {
        OrderView row = orders.given(STREAM, PLACED).row();
        assertEquals(row.listKey(), OrderView.ListKey.parse(row.listKey().text()));
    }
}
