package dev.headwater.contracts.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.gate.Contract;
import dev.headwater.contracts.gate.ContractException;
import dev.headwater.contracts.gate.Releases;
import dev.headwater.contracts.gate.SchemaFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * Everything the documents tell, from the files of a checkout.
 *
 * @param today the contracts of the working tree
 * @param releases oldest first
 * @param pack ids
 * @param services in the order of {@code topics.yaml}
 * @param readers consumer groups of other services' policies, by topic
 * @param replicas replication factor by environment
 */
public record Landscape(
        Contract today,
        List<Contract> releases,
        SchemaPack pack,
        List<String> services,
        SortedMap<String, List<String>> readers,
        SortedMap<String, Integer> replicas) {

    private static final String TOPICS = "infra/kafka/topics.yaml";

    /**
     * @param root of the checkout
     * @throws ContractException when a file cannot be used
     */
    public static Landscape of(Path root) {
        try {
            JsonNode yaml = YAMLMapper.builder().build().readTree(root.resolve(TOPICS).toFile());
            List<String> services = new ArrayList<>();
            yaml.path("services").forEach(service -> services.add(service.asText()));
            SortedMap<String, List<String>> readers = new TreeMap<>();
            for (JsonNode group : yaml.path("groups")) {
                for (JsonNode topic : group.path("topics")) {
                    readers.computeIfAbsent(topic.asText(), _ -> new ArrayList<>())
                            .add(group.path("group").asText());
                }
            }
            SortedMap<String, Integer> replicas = new TreeMap<>();
            yaml.path("environments")
                    .properties()
                    .forEach(
                            e ->
                                    replicas.put(
                                            e.getKey(),
                                            e.getValue().path("replicationFactor").asInt()));
            return new Landscape(
                    Contract.ofWorkingTree(root),
                    new Releases(root).all(),
                    Contract.pack(root),
                    List.copyOf(services),
                    readers,
                    replicas);
        } catch (IOException e) {
            throw new ContractException(TOPICS + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The newest release, or {@code unreleased}. */
    public String version() {
        return releases.isEmpty() ? "unreleased" : releases.getLast().version();
    }

    /** All schemas: events, then commands, then outcomes, services in order. */
    public List<Schema> schemas() {
        Comparator<Schema> order = SchemaFiles.order(services);
        return today.schemas().values().stream().sorted(order).toList();
    }

    /** The schemas of the records on one topic. */
    public List<Schema> on(String topic) {
        return schemas().stream()
                .filter(schema -> SchemaFiles.topics(schema, services).contains(topic))
                .toList();
    }

    /** The service that alone writes a topic. */
    public String owner(String topic) {
        return topic.substring(0, topic.indexOf('.'));
    }
}
