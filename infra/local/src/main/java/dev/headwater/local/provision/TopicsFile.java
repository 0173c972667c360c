package dev.headwater.local.provision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code topics.yaml} as read.
 *
 * @param environments partition and replica counts by environment: {@code local}, {@code
 *     kubernetes}
 * @param records what every record is keyed and placed by, in words
 * @param config configuration of every topic
 * @param kinds configuration by kind: {@code events}, {@code commands}, …
 * @param services each has one topic of each kind
 * @param groups consumer groups that start at offset 0
 */
public record TopicsFile(
        Map<String, Environment> environments,
        Map<String, String> records,
        Map<String, String> config,
        Map<String, Map<String, String>> kinds,
        List<String> services,
        List<Group> groups) {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    /** Counts that depend on where the platform runs. */
    public record Environment(
            int partitions, short replicationFactor, Map<String, String> config) {}

    /** A consumer group and the topics that it reads. */
    public record Group(String group, List<String> topics) {}

    /** One topic as it must be. */
    public record Topic(
            String name, int partitions, short replicationFactor, Map<String, String> config) {}

    @JsonCreator
    public TopicsFile(
            @JsonProperty(value = "environments", required = true)
                    Map<String, Environment> environments,
            @JsonProperty(value = "records", required = true) Map<String, String> records,
            @JsonProperty(value = "config", required = true) Map<String, String> config,
            @JsonProperty(value = "kinds", required = true) Map<String, Map<String, String>> kinds,
            @JsonProperty(value = "services", required = true) List<String> services,
            @JsonProperty(value = "groups", required = true) List<Group> groups) {
        this.environments = Map.copyOf(environments);
        this.records = Map.copyOf(records);
        this.config = Map.copyOf(config);
        this.kinds = Map.copyOf(kinds);
        this.services = List.copyOf(services);
        this.groups = List.copyOf(groups);
    }

    /**
     * @throws PlatformException when the file is missing or malformed
     */
    public static TopicsFile read(Path file) {
        try {
            return YAML.readValue(file.toFile(), TopicsFile.class);
        } catch (IOException e) {
            throw new PlatformException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Every topic of an environment, sorted by name within a service. */
    public List<Topic> topics(String environment) {
        Environment counts = environments.get(environment);
        if (counts == null) {
            throw new PlatformException(
                    "topics.yaml knows no environment "
                            + environment
                            + ", only "
                            + environments.keySet()
                            + ".");
        }
        List<Topic> topics = new ArrayList<>();
        for (String service : services) {
            for (String kind : new TreeMap<>(kinds).keySet()) {
                Map<String, String> all = new TreeMap<>(config);
                all.putAll(counts.config());
                all.putAll(kinds.getOrDefault(kind, Map.of()));
                topics.add(
                        new Topic(
                                service + "." + kind,
                                counts.partitions(),
                                counts.replicationFactor(),
                                all));
            }
        }
        return topics;
    }
}
