package dev.headwater.runtime.log.kafka;

import static dev.headwater.runtime.log.kafka.Failures.await;
import static dev.headwater.runtime.log.kafka.Failures.calling;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** The log on a Kafka cluster. Thread-safe; the clients it hands out are not. */
public final class KafkaLog implements Log, AutoCloseable {

    private final Clients clients;
    private final Admin admin;

    /**
     * @param connection {@code bootstrap.servers} and security settings, as Quarkus gives them
     */
    public KafkaLog(Map<String, Object> connection, KafkaSettings settings) {
        this.clients = new Clients(connection, settings);
        this.admin = clients.admin();
    }

    @Override
    public PartitionLog acquire(String service, int partition) {
        String id = String.format(Locale.ROOT, "%s-p%02d", service, partition);
        Topics topics = new Topics(service);
        KafkaProducer<String, byte[]> producer = clients.transactional(id);
        try {
            calling(
                    "fencing " + id,
                    () -> {
                        producer.initTransactions();
                        return id;
                    });
            return new KafkaPartitionLog(producer, topics, partition, ends(topics, partition));
        } catch (RuntimeException e) {
            producer.close(java.time.Duration.ZERO);
            throw e;
        }
    }

    /**
     * Read uncommitted on purpose: for a reader of committed records the end is the last stable
     * offset, which can lag the predecessor's last commit (KAFKA-10167).
     */
    private PartitionLog.Barrier ends(Topics topics, int partition) {
        TopicPartition events = new TopicPartition(topics.events(), partition);
        TopicPartition outcomes = new TopicPartition(topics.outcomes(), partition);
        ListOffsetsResult result =
                admin.listOffsets(
                        Map.of(events, OffsetSpec.latest(), outcomes, OffsetSpec.latest()),
                        new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
        return new PartitionLog.Barrier(
                await("end of " + events, result.partitionResult(events)).offset(),
                await("end of " + outcomes, result.partitionResult(outcomes)).offset());
    }

    @Override
    public GroupMember join(String group, String topic, GroupMember.Listener listener) {
        return calling(
                "joining " + group,
                () -> new KafkaGroupMember(clients.member(group), topic, listener));
    }

    @Override
    public LogReader reader(String topic) {
        return calling("reading " + topic, () -> new KafkaLogReader(clients.reader(), topic));
    }

    @Override
    public Appender appender() {
        return calling("appending commands", () -> new KafkaAppender(clients.idempotent()));
    }

    @Override
    public String topicId(String topic) {
        return describe(topic).topicId().toString();
    }

    @Override
    public int partitions(String topic) {
        return describe(topic).partitions().size();
    }

    private TopicDescription describe(String topic) {
        return await(
                "describing " + topic,
                admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
    }

    @Override
    public int partitionOf(StreamId stream, int partitions) {
        byte[] key = stream.value().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    /** For the topic contract, which this package checks. */
    Admin admin() {
        return admin;
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ofSeconds(1));
    }
}
