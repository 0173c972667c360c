package dev.headwater.local.archive;

import dev.headwater.local.PlatformException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What archiving and restoring ask of a broker. Every failure is a {@link PlatformException}. */
final class Cluster implements AutoCloseable {

    private static final int TRANSACTION_MILLIS = 300_000;

    private final String bootstrapServers;
    private final Admin admin;

    Cluster(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    Optional<TopicDescription> topic(String name) {
        try {
            return Optional.ofNullable(
                    admin.describeTopics(List.of(name)).allTopicNames().get().get(name));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** First offsets by partition. */
    Map<Integer, Long> starts(String topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The offsets behind the last ones by partition. */
    Map<Integer, Long> ends(String topic, int partitions, IsolationLevel isolation) {
        return offsets(topic, partitions, OffsetSpec.latest(), isolation);
    }

    private Map<Integer, Long> offsets(
            String topic, int partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked =
                IntStream.range(0, partitions)
                        .mapToObj(p -> new TopicPartition(topic, p))
                        .collect(Collectors.toMap(each -> each, _ -> spec));
        Map<Integer, Long> offsets = new TreeMap<>();
        get(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all())
                .forEach((each, found) -> offsets.put(each.partition(), found.offset()));
        return offsets;
    }

    void configure(String topic, String key, String value) {
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(key, value), OpType.SET);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        get(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all());
    }

    void deleteBefore(String topic, int partition, long offset) {
        get(
                admin.deleteRecords(
                                Map.of(
                                        new TopicPartition(topic, partition),
                                        RecordsToDelete.beforeOffset(offset)))
                        .all());
    }

    /** The groups that have a member at work on one of these topics. */
    List<String> groupsAtWork(Collection<String> topics) {
        List<String> groups =
                get(admin.listGroups().all()).stream().map(GroupListing::groupId).toList();
        Map<String, ConsumerGroupDescription> all = new HashMap<>();
        admin.describeConsumerGroups(groups)
                .describedGroups()
                .forEach(
                        (id, group) -> {
                            try {
                                all.put(id, group.get());
                            } catch (ExecutionException _) {
                                // Not a group of consumers: nobody of ours.
                            } catch (InterruptedException e) {
                                throw interrupted(e);
                            }
                        });
        return all.values().stream()
                .filter(
                        group ->
                                group.members().stream()
                                        .flatMap(m -> m.assignment().topicPartitions().stream())
                                        .anyMatch(each -> topics.contains(each.topic())))
                .map(ConsumerGroupDescription::groupId)
                .sorted()
                .toList();
    }

    /** A reader of committed records, outside any group. */
    KafkaConsumer<byte[], byte[]> reader() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * @param transactionalId null for a producer without transactions
     */
    KafkaProducer<byte[], byte[]> writer(
            @org.jspecify.annotations.Nullable String transactionalId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        if (transactionalId != null) {
            settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
            settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        }
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static PlatformException failed(ExecutionException e) {
        Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
        return new PlatformException("The broker refused: " + cause.getMessage() + ".", cause);
    }

    static PlatformException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new PlatformException("Interrupted.", e);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
