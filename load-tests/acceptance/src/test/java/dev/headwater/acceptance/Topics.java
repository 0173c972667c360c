package dev.headwater.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads events as a stranger does: a plain consumer, Avro's generic reader, and the schemas from
 * the registry's Confluent-compatible API. Knows nothing else of Headwater.
 */
final class Topics {

    /**
     * @param headers as text
     */
    record Event(
            String topic,
            int partition,
            long offset,
            String key,
            Map<String, String> headers,
            GenericRecord value) {

        String type() {
            return value.getSchema().getName();
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private static final int PREFIX_BYTES = 5;
    private static final Duration READ_MAX = Duration.ofMinutes(1);

    private final String bootstrapServers;
    private final String registryUrl;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    Topics(Shop shop) {
        bootstrapServers = shop.bootstrapServers();
        registryUrl = shop.registryUrl();
    }

    /** How many schemas were asked of the registry. */
    int schemas() {
        return schemas.size();
    }

    /** Everything committed to a topic until now, partition by partition in order. */
    List<Event> read(String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<Event> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long until = System.nanoTime() + READ_MAX.toNanos();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                if (System.nanoTime() > until) {
                    throw new AssertionError(topic + " could not be read in " + READ_MAX);
                }
                consumer.poll(Duration.ofMillis(200)).forEach(each -> events.add(event(each)));
            }
        }
        return events;
    }

    private Event event(ConsumerRecord<String, byte[]> each) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : each.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new Event(
                each.topic(), each.partition(), each.offset(), each.key(), headers, decode(each));
    }

    /** Confluent's wire format: a zero, four bytes of schema id, Avro. */
    private GenericRecord decode(ConsumerRecord<String, byte[]> each) {
        String place = each.topic() + "-" + each.partition() + "@" + each.offset();
        ByteBuffer bytes = ByteBuffer.wrap(each.value());
        if (bytes.get() != 0) {
            throw new AssertionError(place + " is not in Confluent's wire format");
        }
        Schema schema = schemas.computeIfAbsent(bytes.getInt(), this::schema);
        BinaryDecoder decoder =
                DecoderFactory.get()
                        .binaryDecoder(
                                each.value(),
                                PREFIX_BYTES,
                                each.value().length - PREFIX_BYTES,
                                null);
        try {
            GenericRecord record =
                    new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new AssertionError(place + " has bytes behind the record");
            }
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(place + " does not decode", e);
        }
    }

    private Schema schema(int id) {
        String answer =
                RestAssured.get(registryUrl + "/apis/ccompat/v7/schemas/ids/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        try {
            JsonNode body = new ObjectMapper().readTree(answer);
            return new Schema.Parser().parse(body.required("schema").asText());
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + answer, e);
        }
    }
}
