package dev.headwater.orders.domain;

import java.time.Instant;
import java.util.List;

/** Facts of one order, in the order they became true. Stream: {@code order-<orderId>}. */
public sealed interface OrderEvent {

    String orderId();

    /**
     * @param total sum of the lines at placing time; never recomputed later
     * @param paymentMethod token of the payment gateway
     * @param expiresAt when the order is cancelled unless it has ended by then
     */
    record OrderPlaced(
            String orderId,
            String customerId,
            List<OrderLine> lines,
            Money total,
            String paymentMethod,
            Instant placedAt,
            Instant expiresAt,
            SalesChannel salesChannel)
            implements OrderEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
        }

        /** Placed on the web. */
        public OrderPlaced(
                String orderId,
                String customerId,
                List<OrderLine> lines,
                Money total,
                String paymentMethod,
                Instant placedAt,
                Instant expiresAt) {
            this(
                    orderId,
                    customerId,
                    lines,
                    total,
                    paymentMethod,
                    placedAt,
                    expiresAt,
                    SalesChannel.WEB);
        }
    }

    /**
     * @param paid what was authorized: the order's total
     */
    record OrderConfirmed(String orderId, Money paid, Instant confirmedAt) implements OrderEvent {}

    /**
     * @param detail for people, may be empty
     * @param missingSkus what was out of stock; empty for other reasons
     */
    record OrderRejected(
            String orderId,
            RejectReason reason,
            String detail,
            List<String> missingSkus,
            Instant rejectedAt)
            implements OrderEvent {
        public OrderRejected {
            missingSkus = List.copyOf(missingSkus);
        }
    }

    /**
     * @param reason for people, may be empty
     */
    record OrderCancelled(String orderId, CancelCause cause, String reason, Instant cancelledAt)
            implements OrderEvent {}
}
