package dev.headwater.local.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Orders and their money: one end for each order, captured what was confirmed, refunded no more
 * than captured.
 */
final class OrderRules {

    /** What the log says of one order. Amounts in minor units; null: no such event. */
    static final class Order {
        final Map<String, Integer> lines = new LinkedHashMap<>();
        final List<String> ends = new ArrayList<>();
        @Nullable Long total;
        @Nullable String currency;
        @Nullable Long confirmed;
        @Nullable Long authorized;
        long captured;
        int captures;
        long refunded;
        boolean voided;
        boolean declined;
        int openIntents;

        boolean isConfirmed() {
            return confirmed != null;
        }
    }

    private final Map<String, Order> orders = new HashMap<>();

    Map<String, Order> orders() {
        return orders;
    }

    void event(AuditRecord event) {
        switch (event.service()) {
            case "orders" -> order(event);
            case "payments" -> payment(event);
            default -> {
                // Inventory's events move stock, not money.
            }
        }
    }

    private void order(AuditRecord event) {
        Order order = of(event);
        switch (event.type()) {
            case "OrderPlaced" -> {
                order.total = event.number("totalMinor");
                order.currency = event.text("currency");
                for (Object line : (List<?>) event.value().get("lines")) {
                    GenericRecord record = (GenericRecord) line;
                    order.lines.merge(
                            String.valueOf(record.get("sku")),
                            ((Number) record.get("quantity")).intValue(),
                            Integer::sum);
                }
            }
            case "OrderConfirmed" -> {
                order.confirmed = event.number("amountMinor");
                order.ends.add(event.type());
            }
            case "OrderRejected", "OrderCancelled" -> order.ends.add(event.type());
            default -> {
                // An event of a later version of orders says nothing about these rules.
            }
        }
    }

    private void payment(AuditRecord event) {
        Order order = of(event);
        switch (event.type()) {
            case "PaymentAuthorized" -> order.authorized = event.number("amountMinor");
            case "PaymentDeclined" -> order.declined = true;
            case "PaymentVoided" -> order.voided = true;
            case "PaymentCaptured" -> {
                order.captured += event.number("amountMinor");
                order.captures++;
            }
            case "PaymentRefunded" -> {
                order.refunded += event.number("amountMinor");
                order.openIntents--;
            }
            case "RefundRequested" -> order.openIntents++;
            default -> {
                // Requests: what they came to is what counts.
            }
        }
    }

    private Order of(AuditRecord event) {
        return orders.computeIfAbsent(event.text("orderId"), id -> new Order());
    }

    /** Orders whose saga has not ended: no end yet, or money that is still to move. */
    List<String> inFlight() {
        List<String> open = new ArrayList<>();
        orders.forEach(
                (id, order) -> {
                    boolean ended = !order.ends.isEmpty();
                    boolean moneyMoves =
                            order.isConfirmed()
                                    ? order.captures == 0 || order.openIntents > 0
                                    : order.authorized != null && !order.voided;
                    if (order.total != null && (!ended || moneyMoves)) {
                        open.add(id);
                    }
                });
        return open;
    }

    List<Finding> atEnd() {
        List<Finding> findings = new ArrayList<>();
        orders.forEach((id, order) -> check(id, order, findings));
        return findings;
    }

    private static void check(String id, Order order, List<Finding> findings) {
        if (order.total == null) {
            findings.add(
                    new Finding("a payment belongs to an order", id, "no OrderPlaced is known"));
            return;
        }
        if (order.ends.size() != 1) {
            findings.add(
                    new Finding(
                            "an order ends once",
                            id,
                            order.ends.isEmpty()
                                    ? "it has not ended"
                                    : "it ended as " + order.ends));
        }
        if (order.confirmed != null && !order.confirmed.equals(order.total)) {
            findings.add(
                    new Finding(
                            "an order is confirmed with its total",
                            id,
                            order.confirmed + " instead of " + order.total));
        }
        long due = order.confirmed == null ? 0 : order.confirmed;
        if (order.captured != due || order.captures > 1) {
            findings.add(
                    new Finding(
                            "captured is what was confirmed",
                            id,
                            "captured %d in %d steps, confirmed %d"
                                    .formatted(order.captured, order.captures, due)));
        }
        if (order.refunded > order.captured) {
            findings.add(
                    new Finding(
                            "refunded is at most captured",
                            id,
                            order.refunded + " of " + order.captured));
        }
        if (!order.isConfirmed() && order.authorized != null && !order.voided) {
            findings.add(
                    new Finding(
                            "an authorization that is not captured is voided",
                            id,
                            "authorized " + order.authorized + ", never voided"));
        }
    }
}
