package dev.headwater.local.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.headwater.contracts.SchemaPack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Records as services write them, and a ledger beside them, before somebody damages them. */
final class Journal {

    static final int PARTITIONS = 6;

    private static final SchemaPack SCHEMAS = SchemaPack.load();

    private final List<AuditRecord> records = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final ArrayNode ledger = JsonMapper.builder().build().createArrayNode();

    /** One order of two pieces at 5.00 that is confirmed, paid and shipped. */
    static Journal ofOneConfirmedOrder() {
        Journal journal = new Journal();
        journal.event("inventory", "item-tea", "StockReceived", Map.of("sku", "tea", "quantity", 5))
                .placed("1", 2, 1_000)
                .event("inventory", "item-tea", "StockAllocated", piecesOf("1", 2))
                .intent("PaymentRequested", "1", "AUTHORIZED", 1_000)
                .event("payments", "payment-1", "PaymentAuthorized", money("1", 1_000))
                .event("orders", "order-1", "OrderConfirmed", money("1", 1_000))
                .event("inventory", "item-tea", "AllocationShipped", piecesOf("1", 2))
                .intent("CaptureRequested", "1", "CAPTURED", 1_000)
                .event("payments", "payment-1", "PaymentCaptured", money("1", 1_000));
        return journal;
    }

    static Map<String, Object> money(String orderId, long minor) {
        return Map.of("orderId", orderId, "amountMinor", minor);
    }

    static Map<String, Object> piecesOf(String orderId, int quantity) {
        return Map.of("sku", "tea", "orderId", orderId, "quantity", quantity);
    }

    Journal placed(String orderId, int quantity, long totalMinor) {
        GenericRecord line = new GenericData.Record(lineSchema());
        line.put("sku", "tea");
        line.put("quantity", quantity);
        return event(
                "orders",
                "order-" + orderId,
                "OrderPlaced",
                Map.of("orderId", orderId, "totalMinor", totalMinor, "lines", List.of(line)));
    }

    private static org.apache.avro.Schema lineSchema() {
        return schema("orders.events.OrderPlaced").getField("lines").schema().getElementType();
    }

    /** An intent of payments, and what the gateway booked for it. */
    Journal intent(String type, String orderId, String result, long amountMinor) {
        event("payments", "payment-" + orderId, type, money(orderId, amountMinor));
        return booked(last().header("event-id"), type, orderId, result, amountMinor);
    }

    Journal booked(String key, String type, String orderId, String result, long amountMinor) {
        String operation = type.equals("PaymentRequested") ? "AUTHORIZE" : "CAPTURE";
        ledger.addObject()
                .put("key", key)
                .put("operation", operation)
                .put("orderId", orderId)
                .put("result", result)
                .put("amountMinor", amountMinor);
        return this;
    }

    /** An event with the outcome of the command that made it. */
    Journal event(String service, String stream, String type, Map<String, Object> fields) {
        long version = versions.merge(stream, 1L, Long::sum);
        String command = "command-of-" + stream + "-" + version;
        GenericRecord value = new GenericData.Record(schema(service + ".events." + type));
        fields.forEach(
                (name, content) -> {
                    if (value.hasField(name)) {
                        value.put(name, content);
                    }
                });
        Map<String, String> headers =
                Map.of(
                        "stream-version", Long.toString(version),
                        "event-id", EventIds.of(service, stream, version).toString(),
                        "command-id", command);
        add(service, "events", stream, headers, value);
        return outcome(service, stream, command, "ACCEPTED");
    }

    Journal outcome(String service, String stream, String command, String kind) {
        GenericRecord value = new GenericData.Record(schema("platform.Outcome"));
        value.put("commandId", command);
        value.put("kind", kind);
        value.put("repeat", false);
        add(service, "outcomes", stream, Map.of(), value);
        return this;
    }

    private void add(
            String service,
            String kind,
            String stream,
            Map<String, String> headers,
            GenericRecord value) {
        records.add(
                new AuditRecord(
                        service,
                        kind,
                        EventIds.partition(stream, PARTITIONS),
                        records.size(),
                        stream,
                        headers,
                        value));
    }

    private AuditRecord last() {
        return records.stream().filter(each -> each.kind().equals("events")).toList().getLast();
    }

    Journal lose(Predicate<AuditRecord> which) {
        records.remove(first(which));
        return this;
    }

    Journal repeat(Predicate<AuditRecord> which) {
        AuditRecord record = first(which);
        records.add(records.indexOf(record) + 1, record);
        return this;
    }

    Journal change(Predicate<AuditRecord> which, UnaryOperator<AuditRecord> change) {
        AuditRecord record = first(which);
        records.set(records.indexOf(record), change.apply(record));
        return this;
    }

    private AuditRecord first(Predicate<AuditRecord> which) {
        return records.stream().filter(which).findFirst().orElseThrow();
    }

    AuditReport audited() {
        AuditRules rules = new AuditRules(_ -> PARTITIONS);
        records.forEach(rules::accept);
        return rules.report((JsonNode) ledger);
    }

    private static org.apache.avro.Schema schema(String name) {
        return SCHEMAS.latest("dev.headwater.contracts." + name).orElseThrow().schema();
    }
}
