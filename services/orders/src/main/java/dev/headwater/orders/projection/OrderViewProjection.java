package dev.headwater.orders.projection;

import static dev.headwater.orders.projection.OrderStatus.CANCELLED;
import static dev.headwater.orders.projection.OrderStatus.CONFIRMED;
import static dev.headwater.orders.projection.OrderStatus.PLACED;
import static dev.headwater.orders.projection.OrderStatus.REJECTED;

import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.orders.domain.OrderEvent.OrderCancelled;
import dev.headwater.orders.domain.OrderEvent.OrderConfirmed;
import dev.headwater.orders.domain.OrderEvent.OrderPlaced;
import dev.headwater.orders.domain.OrderEvent.OrderRejected;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row per order. Its times are those of the events: a rebuild gives the same rows. */
public final class OrderViewProjection implements Projection<OrderEvent, OrderView> {

    @Override
    public ProjectionId id() {
        return new ProjectionId("order_view", 1);
    }

    @Override
    public Set<String> keys(Envelope<OrderEvent> event) {
        return Set.of(event.stream().id());
    }

    @Override
    public OrderView fold(String key, @Nullable OrderView before, Envelope<OrderEvent> event) {
        OrderView row = before == null ? placedWith(key, event) : before;
        switch (event.event()) {
            case OrderPlaced placed -> place(row, placed);
            case OrderConfirmed confirmed -> end(row, CONFIRMED, confirmed.confirmedAt());
            case OrderRejected rejected -> {
                end(row, REJECTED, rejected.rejectedAt());
                row.reason = rejected.reason().name();
                row.detail = rejected.detail();
            }
            case OrderCancelled cancelled -> {
                end(row, CANCELLED, cancelled.cancelledAt());
                row.reason = cancelled.cause().name();
                row.detail = cancelled.reason();
            }
        }
        row.version = event.version();
        row.lastOffset = event.position().offset();
        return row;
    }

    private static OrderView placedWith(String orderId, Envelope<OrderEvent> first) {
        OrderView row = new OrderView();
        row.orderId = orderId;
        row.firstOffset = first.position().offset();
        return row;
    }

    private static void place(OrderView row, OrderPlaced placed) {
        row.customerId = placed.customerId();
        row.status = PLACED;
        row.totalMinor = placed.total().minorUnits();
        row.currency = placed.total().currency();
        row.lines = OrderLines.text(placed.lines());
        row.paymentMethod = placed.paymentMethod();
        row.placedAt = placed.placedAt();
        row.expiresAt = placed.expiresAt();
        row.updatedAt = placed.placedAt();
    }

    private static void end(OrderView row, OrderStatus status, Instant at) {
        row.status = status;
        row.updatedAt = at;
    }
}
