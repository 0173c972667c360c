package dev.headwater.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.local.PlatformException;
import dev.headwater.local.archive.TopicArchive;
import dev.headwater.local.archive.TopicRestore;
import dev.headwater.runtime.log.Topics;
import dev.headwater.testkit.log.LogFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Topics to files and back, on a broker: offsets, times, keys, values and headers stay. */
@ExtendWith(RealKafka.class)
class ArchiveIT {

    private static final long SEED = 20_260_102;
    private static final int PIECES = 60;

    private final KafkaFixture kafka;
    private final Random random = new Random(SEED);
    private int written;

    ArchiveIT(KafkaFixture kafka) {
        this.kafka = kafka;
    }

    @Test
    void everyRecordComesBackWhereItLay(@TempDir Path directory) {
        Topics from = kafka.freshTopics();
        Topics to = kafka.freshTopics();
        fill(from.events());
        kafka.truncate(from.events(), 1, 9);
        List<String> before = committed(from.events());
        long archived =
                new TopicArchive(kafka.bootstrapServers(), _ -> {}).write(from.events(), directory);
        long restored =
                new TopicRestore(kafka.bootstrapServers(), _ -> {}).read(to.events(), directory);
        assertEquals(before, committed(to.events()));
        assertEquals(before.size(), archived);
        assertEquals(archived, restored);
        System.out.printf(
                "headwater-test: archive and restore: %d records written, %d of them committed and kept,"
                        + " %d archived, %d restored at their offsets, lost 0%n",
                written, before.size(), archived, restored);
        refusals(to, directory);
    }

    private void refusals(Topics full, Path directory) {
        TopicRestore restore = new TopicRestore(kafka.bootstrapServers(), _ -> {});
        assertRefused("holds records already", () -> restore.read(full.events(), directory));
        assertRefused("There is no topic", () -> restore.read("nowhere.events", directory));
        assertRefused(
                "There is no archive", () -> restore.read(full.outcomes(), directory.resolve("x")));
        assertRefused(
                "exists",
                () ->
                        new TopicArchive(kafka.bootstrapServers(), _ -> {})
                                .write(full.events(), directory));
    }

    private static void assertRefused(String reason, org.junit.jupiter.api.function.Executable e) {
        String message = String.valueOf(assertThrows(PlatformException.class, e).getMessage());
        assertTrue(message.contains(reason), message);
    }

    /** Committed, aborted and plain pieces in any order, so that gaps of all sizes lie between. */
    private void fill(String topic) {
        try (KafkaProducer<String, byte[]> plain = producer(null);
                KafkaProducer<String, byte[]> transactional =
                        producer(UUID.randomUUID().toString())) {
            transactional.initTransactions();
            for (int piece = 0; piece < PIECES; piece++) {
                int partition = piece % LogFixture.PARTITIONS;
                switch (random.nextInt(4)) {
                    case 0 -> send(plain, topic, partition);
                    case 1 -> {
                        transactional.beginTransaction();
                        send(transactional, topic, partition);
                        transactional.abortTransaction();
                    }
                    default -> {
                        transactional.beginTransaction();
                        send(transactional, topic, partition);
                        transactional.commitTransaction();
                    }
                }
            }
        }
    }

    private void send(KafkaProducer<String, byte[]> producer, String topic, int partition) {
        int records = 1 + random.nextInt(4);
        for (int i = 0; i < records; i++) {
            byte[] value = ("value " + written++).getBytes(StandardCharsets.UTF_8);
            String key = random.nextInt(5) == 0 ? null : "stream-" + random.nextInt(9);
            ProducerRecord<String, byte[]> record =
                    new ProducerRecord<>(
                            topic, partition, key, random.nextInt(9) == 0 ? null : value);
            record.headers().add("n", value).add("n", null);
            var _ = producer.send(record);
        }
        producer.flush();
    }

    private KafkaProducer<String, byte[]> producer(
            @org.jspecify.annotations.Nullable String transactionalId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        if (transactionalId != null) {
            settings.put("transactional.id", transactionalId);
        }
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Every committed record as text: partition, offset, time, key, value, headers. */
    private List<String> committed(String topic) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "none");
        List<String> all = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> reader =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    IntStream.range(0, LogFixture.PARTITIONS)
                            .mapToObj(p -> new TopicPartition(topic, p))
                            .toList();
            for (TopicPartition each : partitions) {
                reader.assign(List.of(each));
                reader.seekToBeginning(List.of(each));
                long end = reader.endOffsets(List.of(each)).get(each);
                while (reader.position(each) < end) {
                    reader.poll(java.time.Duration.ofMillis(200))
                            .forEach(record -> all.add(text(record)));
                }
            }
        }
        return all;
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        StringBuilder text =
                new StringBuilder(
                        "%d@%d %d %s"
                                .formatted(
                                        record.partition(),
                                        record.offset(),
                                        record.timestamp(),
                                        record.key()));
        text.append(' ')
                .append(
                        record.value() == null
                                ? "null"
                                : new String(record.value(), StandardCharsets.UTF_8));
        record.headers()
                .forEach(
                        header ->
                                text.append(' ')
                                        .append(header.key())
                                        .append('=')
                                        .append(
                                                header.value() == null
                                                        ? "null"
                                                        : new String(
                                                                header.value(),
                                                                StandardCharsets.UTF_8)));
        return text.toString();
    }
}
