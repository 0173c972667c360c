package dev.headwater.orders.domain;

import java.time.Instant;
import java.util.List;

/** Requests that an order may refuse. {@code at} is the caller's clock: decide has none. */
public sealed interface OrderCommand {

    String orderId();

    /** By a client; the lines are priced at the door. */
    record PlaceOrder(
            String orderId,
            String customerId,
            List<OrderLine> lines,
            Money total,
            String paymentMethod,
            Instant at,
            Instant expiresAt,
            SalesChannel salesChannel)
            implements OrderCommand {
        public PlaceOrder {
            lines = List.copyOf(lines);
        }

        /** On the web. */
        public PlaceOrder(
                String orderId,
                String customerId,
                List<OrderLine> lines,
                Money total,
                String paymentMethod,
                Instant at,
                Instant expiresAt) {
            this(orderId, customerId, lines, total, paymentMethod, at, expiresAt, SalesChannel.WEB);
        }
    }

    /** Because the payment was authorized. */
    record ConfirmOrder(String orderId, Money paid, Instant at) implements OrderCommand {}

    /** Because the stock or the payment failed. */
    record RejectOrder(
            String orderId,
            RejectReason reason,
            String detail,
            List<String> missingSkus,
            Instant at)
            implements OrderCommand {
        public RejectOrder {
            missingSkus = List.copyOf(missingSkus);
        }
    }

    /** By a client. */
    record CancelOrder(String orderId, String reason, Instant at) implements OrderCommand {}

    /** Because {@code dueAt} has passed; a deadline carries its own time. */
    record ExpireOrder(String orderId, Instant dueAt) implements OrderCommand {}
}
