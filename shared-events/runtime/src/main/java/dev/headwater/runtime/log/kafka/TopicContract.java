package dev.headwater.runtime.log.kafka;

import static dev.headwater.runtime.log.kafka.Failures.await;

import dev.headwater.runtime.log.TopicCheck;
import dev.headwater.runtime.log.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * What the log must promise before anything is written to it (I12): topics with the right number of
 * partitions, kept for as long as they are the record, on a broker whose transactions hold.
 */
public final class TopicContract implements TopicCheck {

    private static final short TRANSACTION_VERSION_MIN = 2;

    private static final long FOR_EVER = -1;

    /** A command waits so long for an owner. */
    private static final Duration COMMANDS_KEPT = Duration.ofDays(7);

    /** An answer outlives its command, and the window in which a retry gets it. */
    private static final Duration OUTCOMES_KEPT = Duration.ofDays(15);

    private final Admin admin;
    private final int partitions;

    /**
     * @param partitions N, the same for all topics of a service
     */
    public TopicContract(KafkaLog log, int partitions) {
        this.admin = log.admin();
        this.partitions = partitions;
    }

    @Override
    public List<String> violations(Topics topics) {
        List<String> violations = new ArrayList<>();
        List<String> names =
                List.of(
                        topics.events(),
                        topics.commands(),
                        topics.outcomes(),
                        topics.deadLetters());
        for (String name : names) {
            TopicDescription topic = describe(name);
            if (topic == null) {
                violations.add("topic " + name + " does not exist: provision it");
            } else {
                checkTopic(topic, keptFor(topics, name), violations);
            }
        }
        checkBroker(violations);
        return violations;
    }

    /** How long the topic is kept at least [ms]. */
    private static long keptFor(Topics topics, String name) {
        if (name.equals(topics.commands())) {
            return COMMANDS_KEPT.toMillis();
        }
        return name.equals(topics.outcomes()) ? OUTCOMES_KEPT.toMillis() : FOR_EVER;
    }

    private @Nullable TopicDescription describe(String name) {
        try {
            return await(
                    "describing " + name,
                    admin.describeTopics(List.of(name)).topicNameValues().get(name));
        } catch (RuntimeException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return null;
            }
            throw e;
        }
    }

    private void checkTopic(TopicDescription topic, long keptFor, List<String> violations) {
        String name = topic.name();
        if (topic.partitions().size() != partitions) {
            violations.add(
                    "topic %s has %d partitions, the contract says %d"
                            .formatted(name, topic.partitions().size(), partitions));
        }
        Map<String, String> config = config(ConfigResource.Type.TOPIC, name);
        expect(name, config, "cleanup.policy", "delete", violations);
        expect(name, config, "message.timestamp.type", "LogAppendTime", violations);
        expect(name, config, "retention.bytes", "-1", violations);
        expectRetention(name, config.getOrDefault("retention.ms", "0"), keptFor, violations);
        int replicas = topic.partitions().getFirst().replicas().size();
        int inSync = Integer.parseInt(config.getOrDefault("min.insync.replicas", "1"));
        if (inSync < Math.max(1, replicas - 1)) {
            violations.add(
                    "topic %s has min.insync.replicas=%d with %d replicas, the contract says %d"
                            .formatted(name, inSync, replicas, Math.max(1, replicas - 1)));
        }
    }

    private static void expect(
            String topic,
            Map<String, String> config,
            String key,
            String expected,
            List<String> violations) {
        String actual = config.get(key);
        if (!expected.equals(actual)) {
            violations.add(
                    "topic %s has %s=%s, the contract says %s"
                            .formatted(topic, key, actual, expected));
        }
    }

    private static void expectRetention(
            String topic, String actual, long keptFor, List<String> violations) {
        long millis = Long.parseLong(actual);
        boolean kept = millis == FOR_EVER || (keptFor != FOR_EVER && millis >= keptFor);
        if (!kept) {
            violations.add(
                    "topic %s has retention.ms=%s, the contract says %s%d"
                            .formatted(
                                    topic,
                                    actual,
                                    keptFor == FOR_EVER ? "" : "at least ",
                                    keptFor));
        }
    }

    private void checkBroker(List<String> violations) {
        FinalizedVersionRange version =
                await("features", admin.describeFeatures().featureMetadata())
                        .finalizedFeatures()
                        .get("transaction.version");
        if (version == null || version.maxVersionLevel() < TRANSACTION_VERSION_MIN) {
            violations.add(
                    "the broker's transaction.version is %s, the contract says at least %d"
                            .formatted(
                                    version == null ? "not set" : version.maxVersionLevel(),
                                    TRANSACTION_VERSION_MIN));
        }
        for (Node node : await("brokers", admin.describeCluster().nodes())) {
            Map<String, String> config = config(ConfigResource.Type.BROKER, node.idString());
            if ("true".equals(config.get("auto.create.topics.enable"))) {
                violations.add(
                        "broker %s creates topics by itself: auto.create.topics.enable must be false"
                                .formatted(node.idString()));
            }
        }
    }

    private Map<String, String> config(ConfigResource.Type type, String name) {
        ConfigResource resource = new ConfigResource(type, name);
        Config config =
                await(
                        "configuration of " + name,
                        admin.describeConfigs(List.of(resource)).values().get(resource));
        Stream<ConfigEntry> set =
                config.entries().stream().filter(entry -> Objects.nonNull(entry.value()));
        return set.collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
