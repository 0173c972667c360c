package dev.headwater.faults;

import dev.headwater.broker.KafkaFixture;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.faults.History.Request;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** The orders that the log itself says were placed. */
final class PlacedOrders {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int HEADER_BYTES = 5;

    private final SchemaPack schemas = SchemaPack.load();
    private final Map<String, Request> byId = new HashMap<>();
    private final List<String> twice = new ArrayList<>();
    private final String customerId;

    private PlacedOrders(String customerId) {
        this.customerId = customerId;
    }

    /** Reads the whole of {@code orders.events}, committed records only. */
    static PlacedOrders of(String customerId, String bootstrapServers) {
        PlacedOrders placed = new PlacedOrders(customerId);
        try (KafkaFixture kafka = new KafkaFixture(bootstrapServers)) {
            int partitions = kafka.log().partitions("orders.events");
            for (int partition = 0; partition < partitions; partition++) {
                try (LogReader reader = kafka.log().reader("orders.events")) {
                    long end = reader.ends(Set.of(partition)).getOrDefault(partition, 0L);
                    reader.assign(Map.of(partition, 0L));
                    while (reader.position(partition) < end) {
                        reader.poll(POLL).forEach(placed::read);
                    }
                }
            }
        }
        return placed;
    }

    Map<String, Request> byId() {
        return byId;
    }

    /** Orders that were placed more than once. */
    List<String> twice() {
        return twice;
    }

    private void read(LogRecord record) {
        byte[] value = record.value();
        if (value == null || !"1".equals(record.headers().get(Headers.STREAM_VERSION))) {
            return;
        }
        GenericRecord event = decode(value);
        if (event.getSchema().getName().equals("OrderPlaced")
                && customerId.equals(String.valueOf(event.get("customerId")))) {
            GenericRecord line = (GenericRecord) ((List<?>) event.get("lines")).getFirst();
            Request request =
                    new Request(
                            customerId,
                            String.valueOf(line.get("sku")),
                            ((Number) line.get("quantity")).intValue(),
                            String.valueOf(event.get("paymentMethod")));
            String orderId = String.valueOf(event.get("orderId"));
            if (byId.put(orderId, request) != null) {
                twice.add(orderId);
            }
        }
    }

    /** Confluent's wire format: a zero, the schema's id, then the Avro bytes. */
    private GenericRecord decode(byte[] value) {
        int id = ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
        try {
            return new GenericDatumReader<GenericRecord>(schemas.byId(id).orElseThrow().schema())
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            value,
                                            HEADER_BYTES,
                                            value.length - HEADER_BYTES,
                                            null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
