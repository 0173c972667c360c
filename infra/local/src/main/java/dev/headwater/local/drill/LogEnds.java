package dev.headwater.local.drill;

import dev.headwater.local.PlatformException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Where the topics of a broker end: two equal ones say that nothing was appended in between. */
public final class LogEnds {

    private LogEnds() {}

    /**
     * The end offset of every partition of topics of ours.
     *
     * @throws PlatformException when the broker does not answer
     */
    public static Map<TopicPartition, Long> of(String bootstrapServers) {
        return of(bootstrapServers, name -> !name.startsWith("_"));
    }

    static Map<TopicPartition, Long> of(String bootstrapServers, Predicate<String> topics) {
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var names = admin.listTopics().names().get().stream().filter(topics).toList();
            Map<TopicPartition, OffsetSpec> asked =
                    admin.describeTopics(names).allTopicNames().get().values().stream()
                            .flatMap(LogEnds::partitions)
                            .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
            return admin.listOffsets(asked).all().get().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
        } catch (ExecutionException e) {
            throw new PlatformException(
                    "The broker does not tell where its topics end: " + e.getCause() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }

    private static java.util.stream.Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(each -> new TopicPartition(topic.name(), each.partition()));
    }
}
