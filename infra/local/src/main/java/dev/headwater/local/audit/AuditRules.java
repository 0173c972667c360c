package dev.headwater.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** All that the logs and the gateway's ledger have to keep, over records given in log order. */
final class AuditRules {

    private final List<Finding> found = new ArrayList<>();
    private final StreamRules streams;
    private final OrderRules orders = new OrderRules();
    private final StockRules stock = new StockRules(found::add);
    private final LedgerRules ledger = new LedgerRules();

    /**
     * @param partitions how many a service's events have
     */
    AuditRules(ToIntFunction<String> partitions) {
        streams = new StreamRules(partitions, found::add);
    }

    /** The beginning of this service's outcomes is gone. */
    void outcomesAreTruncated(String service) {
        streams.outcomesAreTruncated(service);
    }

    /** Takes a record: of a partition in the order of its offsets, of partitions in any order. */
    void accept(AuditRecord record) {
        if (record.kind().equals("outcomes")) {
            streams.outcome(record);
            return;
        }
        streams.event(record);
        orders.event(record);
        if (record.service().equals("inventory")) {
            stock.event(record);
        }
        if (record.service().equals("payments")) {
            ledger.event(record);
        }
    }

    /** Whether everything that was begun has ended. */
    boolean isAtRest() {
        return orders.inFlight().isEmpty() && stock.isAtRest();
    }

    /**
     * @param booked the gateway's ledger; null to leave it out
     */
    AuditReport report(@Nullable JsonNode booked) {
        List<Finding> findings = new ArrayList<>(found);
        findings.addAll(streams.atEnd());
        findings.addAll(orders.atEnd());
        findings.addAll(stock.atEnd(orders.orders()));
        int entries = -1;
        if (booked != null) {
            entries = booked.size();
            findings.addAll(ledger.compare(booked, orders.orders()));
        }
        Map<String, Integer> ends = new TreeMap<>();
        long confirmed = 0;
        long captured = 0;
        long refunded = 0;
        for (OrderRules.Order order : orders.orders().values()) {
            ends.merge(end(order), 1, Integer::sum);
            confirmed += order.confirmed == null ? 0 : order.confirmed;
            captured += order.captured;
            refunded += order.refunded;
        }
        return new AuditReport(
                streams.events(),
                streams.streams(),
                streams.commands(),
                ends,
                confirmed,
                captured,
                refunded,
                stock.items().values().stream().mapToLong(item -> item.received).sum(),
                stock.items().values().stream().mapToLong(item -> item.shipped).sum(),
                stock.items().values().stream().mapToLong(StockRules.Item::onHand).sum(),
                entries,
                findings);
    }

    private static String end(OrderRules.Order order) {
        if (order.ends.isEmpty()) {
            return "IN_FLIGHT";
        }
        return switch (order.ends.getFirst()) {
            case "OrderConfirmed" -> "CONFIRMED";
            case "OrderRejected" -> "REJECTED";
            default -> "CANCELLED";
        };
    }
}
