package dev.headwater.local.provision;

import dev.headwater.local.PlatformException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the topics and group offsets of {@link TopicsFile} on a broker. Idempotent; never alters a
 * topic.
 */
final class Topics implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 30;

    private final Admin admin;

    /**
     * @param connection {@code bootstrap.servers} and security settings
     */
    Topics(Map<String, Object> connection) {
        Map<String, Object> config = new HashMap<>(connection);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 25_000);
        admin = Admin.create(config);
    }

    /**
     * Creates what is missing and compares what exists.
     *
     * @return how many topics were created
     * @throws PlatformException that says what differs when a topic is not what the file says
     */
    int ensure(List<TopicsFile.Topic> wanted) {
        List<String> drift = new ArrayList<>();
        List<NewTopic> missing = new ArrayList<>();
        for (TopicsFile.Topic topic : wanted) {
            TopicDescription existing = describe(topic.name());
            if (existing == null) {
                missing.add(
                        new NewTopic(topic.name(), topic.partitions(), topic.replicationFactor())
                                .configs(topic.config()));
            } else {
                compare(topic, existing, drift);
            }
        }
        if (!drift.isEmpty()) {
            throw new PlatformException(
                    "The topics differ from topics.yaml, and provisioning never alters a log: "
                            + String.join("; ", drift)
                            + ".");
        }
        if (!missing.isEmpty()) {
            get(admin.createTopics(missing).all());
            missing.forEach(topic -> awaitVisible(topic.name()));
        }
        return missing.size();
    }

    /**
     * Commits offset 0 for the partitions of which a group has no offset.
     *
     * @return how many partitions got one
     */
    int startAtZero(TopicsFile.Group group) {
        Map<TopicPartition, OffsetAndMetadata> known =
                get(admin.listConsumerGroupOffsets(group.group()).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>();
        for (String topic : group.topics()) {
            TopicDescription description = describe(topic);
            if (description == null) {
                throw new PlatformException(
                        "Group "
                                + group.group()
                                + " reads "
                                + topic
                                + ", which topics.yaml does not make.");
            }
            for (int p = 0; p < description.partitions().size(); p++) {
                TopicPartition partition = new TopicPartition(topic, p);
                if (known.get(partition) == null) {
                    missing.put(partition, new OffsetAndMetadata(0));
                }
            }
        }
        if (!missing.isEmpty()) {
            get(admin.alterConsumerGroupOffsets(group.group(), missing).all());
        }
        return missing.size();
    }

    private void compare(TopicsFile.Topic wanted, TopicDescription existing, List<String> drift) {
        List<String> differences = new ArrayList<>();
        if (existing.partitions().size() != wanted.partitions()) {
            differences.add(
                    "%d partitions instead of %d"
                            .formatted(existing.partitions().size(), wanted.partitions()));
        }
        int replicas = existing.partitions().getFirst().replicas().size();
        if (replicas != wanted.replicationFactor()) {
            differences.add(
                    "replication factor %d instead of %d"
                            .formatted(replicas, wanted.replicationFactor()));
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, wanted.name());
        Config config = get(admin.describeConfigs(List.of(resource)).all()).get(resource);
        wanted.config()
                .forEach(
                        (key, value) -> {
                            ConfigEntry entry = config == null ? null : config.get(key);
                            String actual = entry == null ? "nothing" : entry.value();
                            if (!value.equals(actual)) {
                                differences.add(
                                        "%s %s instead of %s".formatted(key, actual, value));
                            }
                        });
        if (!differences.isEmpty()) {
            drift.add(wanted.name() + " has " + String.join(", ", differences));
        }
    }

    private void awaitVisible(String topic) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (describe(topic) == null) {
            if (System.nanoTime() - deadline > 0) {
                throw new PlatformException("Topic " + topic + " was made but does not appear.");
            }
            Thread.onSpinWait();
        }
    }

    private @Nullable TopicDescription describe(String topic) {
        try {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw failed(e);
        } catch (InterruptedException | TimeoutException e) {
            throw failed(e);
        }
    }

    /** The result, retried while the broker is still finding its coordinators. */
    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw failed(e);
        }
    }

    private static PlatformException failed(Exception e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable cause =
                e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        String hint = cause instanceof RetriableException ? " (try again)" : "";
        return new PlatformException(
                "Cannot provision topics: " + cause.getMessage() + hint + ".", e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
