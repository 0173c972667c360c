package dev.headwater.local.demo;

import dev.headwater.local.PlatformException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The least that an order costs on this broker: one transaction of two records of 200 bytes, an
 * event and an outcome, without any of our code around it. Works on a topic of its own, deleted at
 * the end.
 */
final class BareAppend implements AutoCloseable {

    private static final int RECORD_BYTES = 200;

    private final String topic = "demo.bare-append-" + UUID.randomUUID();
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;

    BareAppend(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        try {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        } catch (ExecutionException e) {
            throw new PlatformException("Cannot make the topic " + topic + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                topic,
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.LINGER_MS_CONFIG,
                                0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producer.initTransactions();
    }

    /** One transaction; returns how long it took [ns]. */
    long measure() {
        long began = System.nanoTime();
        try {
            producer.beginTransaction();
            // What a send could not do, the commit throws.
            var _ = producer.send(new ProducerRecord<>(topic, 0, null, new byte[RECORD_BYTES]));
            var _ = producer.send(new ProducerRecord<>(topic, 1, null, new byte[RECORD_BYTES]));
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new PlatformException("A bare transaction failed: " + e.getMessage() + ".", e);
        }
        return System.nanoTime() - began;
    }

    @Override
    public void close() {
        producer.close();
        admin.deleteTopics(List.of(topic));
        admin.close();
    }
}
