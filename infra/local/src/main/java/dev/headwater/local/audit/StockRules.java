package dev.headwater.local.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Stock: nothing is allocated twice or out of thin air, and what was confirmed was shipped. */
final class StockRules {

    /** What the log says of one SKU, in pieces. */
    static final class Item {
        long received;
        long shipped;
        final Map<String, Long> allocated = new HashMap<>();
        final Map<String, Long> shippedByOrder = new HashMap<>();
        final Set<String> released = new HashSet<>();

        long onHand() {
            return received - shipped;
        }

        long allocatedTotal() {
            return allocated.values().stream().mapToLong(Long::longValue).sum();
        }

        long available() {
            return onHand() - allocatedTotal();
        }
    }

    private final Map<String, Item> items = new TreeMap<>();
    private final Consumer<Finding> findings;

    StockRules(Consumer<Finding> findings) {
        this.findings = findings;
    }

    Map<String, Item> items() {
        return items;
    }

    void event(AuditRecord event) {
        switch (event.type()) {
            case "ItemAdded" -> of(event);
            case "StockReceived" -> of(event).received += event.number("quantity");
            case "StockAllocated" -> allocate(event);
            case "AllocationReleased" -> release(event);
            case "AllocationShipped" -> {
                Item item = of(event);
                end(event, item);
                item.shipped += event.number("quantity");
                item.shippedByOrder.merge(
                        event.text("orderId"), event.number("quantity"), Long::sum);
            }
            default -> {
                // Reservations and prices move no stock.
            }
        }
    }

    private void allocate(AuditRecord event) {
        Item item = of(event);
        if (item.allocated.put(event.text("orderId"), event.number("quantity")) != null) {
            find("an order allocates a SKU once", event, "it was allocated before");
        }
        if (item.released.contains(event.text("orderId"))) {
            find("what was released stays released", event, "it was released before");
        }
        if (item.available() < 0) {
            find(
                    "no more is allocated than is there",
                    event,
                    "on hand %d, allocated %d".formatted(item.onHand(), item.allocatedTotal()));
        }
    }

    /** A release that overtakes its allocation releases nothing, and keeps it from coming later. */
    private void release(AuditRecord event) {
        Item item = of(event);
        String order = event.text("orderId");
        if (event.number("quantity") > 0 || item.allocated.containsKey(order)) {
            end(event, item);
        }
        item.released.add(order);
    }

    private void end(AuditRecord event, Item item) {
        Long quantity = item.allocated.remove(event.text("orderId"));
        if (quantity == null || quantity != event.number("quantity")) {
            find(
                    "what leaves an allocation was allocated",
                    event,
                    "%d of %s".formatted(event.number("quantity"), quantity));
        }
    }

    /** Whether an allocation has neither been shipped nor released. */
    boolean isAtRest() {
        return items.values().stream().allMatch(item -> item.allocated.isEmpty());
    }

    /**
     * At rest: shipped is exactly what confirmed orders asked for, and nothing is held for the
     * others.
     */
    List<Finding> atEnd(Map<String, OrderRules.Order> orders) {
        List<Finding> late = new ArrayList<>();
        items.forEach((sku, item) -> compare(sku, item, orders, late));
        return late;
    }

    private static void compare(
            String sku, Item item, Map<String, OrderRules.Order> orders, List<Finding> late) {
        Map<String, Long> due = new HashMap<>();
        orders.forEach(
                (id, order) -> {
                    Integer quantity = order.lines.get(sku);
                    if (quantity != null && order.isConfirmed()) {
                        due.put(id, quantity.longValue());
                    }
                });
        if (!due.equals(item.shippedByOrder)) {
            late.add(
                    new Finding(
                            "shipped is what was confirmed",
                            sku,
                            difference(due, item.shippedByOrder)));
        }
        item.allocated.forEach(
                (order, quantity) ->
                        late.add(
                                new Finding(
                                        "at rest nothing stays allocated",
                                        sku,
                                        quantity + " for order " + order)));
    }

    private static String difference(Map<String, Long> due, Map<String, Long> shipped) {
        Map<String, Long> missing = new HashMap<>(due);
        missing.entrySet().removeAll(shipped.entrySet());
        Map<String, Long> extra = new HashMap<>(shipped);
        extra.entrySet().removeAll(due.entrySet());
        return "not shipped %s, shipped without being confirmed %s".formatted(missing, extra);
    }

    private Item of(AuditRecord event) {
        return items.computeIfAbsent(event.text("sku"), sku -> new Item());
    }

    private void find(String rule, AuditRecord event, String detail) {
        findings.accept(new Finding(rule, event.text("sku"), event.place() + ": " + detail));
    }
}
