package dev.headwater.acceptance;

import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Somebody writes into the commands topics what no service would: each such record becomes one dead
 * letter and holds up nobody.
 */
@ExtendWith(RunningPlatform.class)
@Order(10)
class ForgedRecordsIT {

    private static final int RECORDS = 200;
    private static final int PARTITIONS = 6;
    private static final int UNKNOWN_SCHEMA = 9_999_999;
    private static final long SEED = 4_711;

    private final Shop shop;

    ForgedRecordsIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void eachIsKeptAsADeadLetterAndNobodyWaits() throws Exception {
        long before = deadLetters();
        Random random = new Random(SEED);
        try (KafkaProducer<String, byte[]> forger = forger()) {
            for (int i = 0; i < RECORDS; i++) {
                forger.send(forged(i, random)).get();
            }
        }
        Await.until(Duration.ofSeconds(30), () -> deadLetters() - before, kept -> kept >= RECORDS);
        String order = shop.placed(shop.stocked(1), 1, "tok_ok");
        shop.awaitOrder(order, "CONFIRMED");
        assertEquals(RECORDS, deadLetters() - before);
        shop.orders()
                .get("/admin/partitions")
                .then()
                .body("partitions.phase", everyItem(is("LIVE")));
        System.out.printf(
                "headwater-test: %d forged records, %d dead letters, 0 partitions blocked%n",
                RECORDS, deadLetters() - before);
    }

    /** Every kind in every partition. */
    private static ProducerRecord<String, byte[]> forged(int number, Random random) {
        byte[] noise = new byte[1 + random.nextInt(300)];
        random.nextBytes(noise);
        noise[0] = 1;
        byte[] unknown = ByteBuffer.allocate(20).put((byte) 0).putInt(UNKNOWN_SCHEMA).array();
        byte[] cut = ByteBuffer.allocate(6).put((byte) 0).putInt(1).array();
        Map<String, String> headers = new HashMap<>();
        byte[] value =
                switch (number % 6) {
                    case 0 -> null;
                    case 1 -> noise;
                    case 2 -> unknown;
                    case 3 -> cut;
                    case 4 -> new byte[0];
                    default -> new byte[900_000];
                };
        String key = number % 7 == 0 ? null : "order-" + UUID.randomUUID();
        if (number % 3 > 0) {
            headers.put("command-id", number % 3 == 1 ? "no uuid" : UUID.randomUUID().toString());
            headers.put("fingerprint", "x".repeat(number % 50));
            headers.put("origin", "NOBODY");
            headers.put("expected-version", "-1");
            headers.put("traceparent", "\u0000");
        }
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>("orders.commands", number % PARTITIONS, key, value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private KafkaProducer<String, byte[]> forger() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", shop.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Records that can be read in {@code orders.dead-letters}. */
    private long deadLetters() {
        List<TopicPartition> all =
                IntStream.range(0, PARTITIONS)
                        .mapToObj(p -> new TopicPartition("orders.dead-letters", p))
                        .toList();
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        shop.bootstrapServers(),
                        "isolation.level",
                        "read_committed");
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.assign(all);
            reader.seekToBeginning(all);
            Map<TopicPartition, Long> ends = reader.endOffsets(all);
            long count = 0;
            while (all.stream().anyMatch(p -> reader.position(p) < ends.getOrDefault(p, 0L))) {
                count += reader.poll(Duration.ofMillis(200)).count();
            }
            return count;
        }
    }
}
