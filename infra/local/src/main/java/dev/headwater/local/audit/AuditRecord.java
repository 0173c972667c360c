package dev.headwater.local.audit;

import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * One committed record, decoded.
 *
 * @param service whose log it is in
 * @param kind {@code events} or {@code outcomes}
 * @param key the stream's id
 * @param headers as text
 * @param value the body by its writer's schema
 */
record AuditRecord(
        String service,
        String kind,
        int partition,
        long offset,
        String key,
        Map<String, String> headers,
        GenericRecord value) {

    /** Simple name of the record's type, such as {@code OrderPlaced}. */
    String type() {
        return value.getSchema().getName();
    }

    String text(String field) {
        return String.valueOf(value.get(field));
    }

    long number(String field) {
        return ((Number) value.get(field)).longValue();
    }

    @Nullable String header(String name) {
        return headers.get(name);
    }

    /** {@code orders.events-3@17}. */
    String place() {
        return service + "." + kind + "-" + partition + "@" + offset;
    }
}
