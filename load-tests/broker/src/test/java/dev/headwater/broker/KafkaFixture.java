package dev.headwater.broker;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.Topics;
import dev.headwater.runtime.log.kafka.KafkaLog;
import dev.headwater.testkit.log.LogFixture;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The log on a real broker, with the runtime's own settings, and topics that keep the contract. */
public final class KafkaFixture implements LogFixture, AutoCloseable {

    private final Map<String, Object> connection;
    private final KafkaLog log;
    private final Admin admin;

    /** Of a broker that runs already; see {@link RealKafka}. */
    public KafkaFixture(String bootstrapServers) {
        connection = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        log = new KafkaLog(connection, DefaultSettings.kafka());
        admin = Admin.create(connection);
    }

    @Override
    public Log log() {
        return log;
    }

    String bootstrapServers() {
        return String.valueOf(connection.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** The same log for those who check its topics' contract. */
    public KafkaLog kafka() {
        return log;
    }

    @Override
    public Topics freshTopics() {
        Topics topics = new Topics("bank" + UUID.randomUUID().toString().replace("-", ""));
        create(topics);
        return topics;
    }

    /** Creates the four topics of a service. */
    public void create(Topics topics) {
        List<NewTopic> created =
                Stream.of(
                                topics.events(),
                                topics.commands(),
                                topics.outcomes(),
                                topics.deadLetters())
                        .map(
                                name ->
                                        new NewTopic(name, PARTITIONS, (short) 1)
                                                .configs(
                                                        Map.of(
                                                                "cleanup.policy",
                                                                "delete",
                                                                "retention.ms",
                                                                "-1",
                                                                "retention.bytes",
                                                                "-1",
                                                                "message.timestamp.type",
                                                                "LogAppendTime")))
                        .toList();
        get(admin.createTopics(created).all());
        // The broker learns of its own new partitions a moment after the controller made them.
        Wait.until(
                "the topics of " + topics.service() + " can be read",
                () -> created.stream().allMatch(topic -> hasLeaders(topic.name())));
    }

    /** Changes one setting of a topic. */
    void configure(String topic, String key, String value) {
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(key, value), OpType.SET);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        get(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
    }

    void widen(String topic, int partitions) {
        get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
    }

    void remove(String topic) {
        get(admin.deleteTopics(List.of(topic)).all());
    }

    private boolean hasLeaders(String topic) {
        Map<TopicPartition, OffsetSpec> ends =
                IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition))
                        .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void dieInTransaction(Topics topics, int partition) {
        String id = String.format(Locale.ROOT, "%s-p%02d", topics.service(), partition);
        Map<String, Object> config =
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        String.valueOf(connection.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)),
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id);
        KafkaProducer<String, byte[]> dying =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        dying.initTransactions();
        dying.beginTransaction();
        var _ =
                dying.send(
                        new ProducerRecord<>(topics.events(), partition, "stream-x", new byte[1]));
        dying.flush();
        // Closed without a word to the coordinator, as a process that is killed.
        dying.close(Duration.ZERO);
    }

    @Override
    public void truncate(String topic, int partition, long offset) {
        get(
                admin.deleteRecords(
                                Map.of(
                                        new TopicPartition(topic, partition),
                                        RecordsToDelete.beforeOffset(offset)))
                        .all());
    }

    @Override
    public void expireSessions(String group) {
        get(
                admin.removeMembersFromConsumerGroup(
                                group, new RemoveMembersFromConsumerGroupOptions())
                        .all());
    }

    private static <T> void get(KafkaFuture<T> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        log.close();
        admin.close();
    }
}
