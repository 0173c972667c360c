package dev.headwater.local.audit;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads events and outcomes of services from their beginning, committed records only, as often as
 * asked.
 */
final class LogTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STALLED_AFTER = Duration.ofSeconds(60);
    private static final int HEADER_BYTES = 5;

    private final KafkaConsumer<String, byte[]> consumer;
    private final SchemaPack schemas;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<String, Integer> partitionCounts = new HashMap<>();

    LogTail(String bootstrapServers, SchemaPack schemas, List<String> services) {
        this.schemas = schemas;
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 20_000);
        consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            assign(services);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private void assign(List<String> services) {
        for (String service : services) {
            for (String kind : List.of("events", "outcomes")) {
                String topic = service + "." + kind;
                var infos = consumer.partitionsFor(topic);
                partitionCounts.put(service, infos.size());
                infos.forEach(i -> partitions.add(new TopicPartition(topic, i.partition())));
            }
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    int partitionsOf(String service) {
        return partitionCounts.getOrDefault(service, 0);
    }

    /**
     * Services of which outcomes have been deleted by their retention: commands without one prove
     * nothing.
     */
    Set<String> truncatedOutcomes() {
        Set<String> truncated = new HashSet<>();
        consumer.beginningOffsets(partitions)
                .forEach(
                        (partition, beginning) -> {
                            if (beginning > 0 && partition.topic().endsWith(".outcomes")) {
                                truncated.add(
                                        partition
                                                .topic()
                                                .substring(0, partition.topic().indexOf('.')));
                            }
                        });
        return truncated;
    }

    /**
     * Hands over everything committed since the last call, up to the ends as they are now.
     *
     * @throws PlatformException when the broker gives nothing for a minute, or a record cannot be
     *     decoded
     */
    void catchUp(Consumer<AuditRecord> reader) {
        try {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long progressNanos = System.nanoTime();
            while (!ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                var records = consumer.poll(POLL);
                for (ConsumerRecord<String, byte[]> each : records) {
                    reader.accept(decode(each));
                }
                if (!records.isEmpty()) {
                    progressNanos = System.nanoTime();
                } else if (System.nanoTime() - progressNanos > STALLED_AFTER.toNanos()) {
                    throw new PlatformException(
                            "Reading the logs stands still: a transaction hangs or Kafka is away.");
                }
            }
        } catch (KafkaException e) {
            throw new PlatformException("Cannot read the logs: " + e.getMessage() + ".", e);
        }
    }

    private AuditRecord decode(ConsumerRecord<String, byte[]> each) {
        String topic = each.topic();
        int dot = topic.indexOf('.');
        Map<String, String> headers = new HashMap<>();
        for (Header header : each.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return new AuditRecord(
                topic.substring(0, dot),
                topic.substring(dot + 1),
                each.partition(),
                each.offset(),
                each.key(),
                headers,
                body(each));
    }

    /** Confluent's wire format: a zero, the schema's id, then the Avro bytes. */
    private GenericRecord body(ConsumerRecord<String, byte[]> each) {
        String place = each.topic() + "-" + each.partition() + "@" + each.offset();
        ByteBuffer bytes = ByteBuffer.wrap(each.value());
        if (bytes.remaining() < HEADER_BYTES || bytes.get() != 0) {
            throw new PlatformException(place + " is not in the wire format.");
        }
        int id = bytes.getInt();
        GenericDatumReader<GenericRecord> reader =
                readers.computeIfAbsent(
                        id,
                        unknown ->
                                schemas.byId(id)
                                        .map(c -> new GenericDatumReader<GenericRecord>(c.schema()))
                                        .orElseThrow(
                                                () ->
                                                        new PlatformException(
                                                                place
                                                                        + " has the unknown schema id "
                                                                        + id
                                                                        + ".")));
        try {
            return reader.read(
                    null,
                    DecoderFactory.get()
                            .binaryDecoder(each.value(), HEADER_BYTES, bytes.remaining(), null));
        } catch (IOException | RuntimeException e) {
            throw new PlatformException(place + " does not decode: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
