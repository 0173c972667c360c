package dev.headwater.contracts.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What readers of a topic rely on beside its schemas.
 *
 * @param key what a record's key is, in words
 * @param partitioning how the key chooses the partition, in words
 * @param partitions N by environment
 * @param config Kafka's settings that are the same in every environment
 */
public record TopicTerms(
        String key,
        String partitioning,
        SortedMap<String, Integer> partitions,
        SortedMap<String, String> config) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * The terms of every topic of {@code topics.yaml}, by the topic's name.
     *
     * @throws ContractException when the file cannot be read
     */
    public static SortedMap<String, TopicTerms> ofYaml(Path file) {
        try {
            return ofYaml(YAMLMapper.builder().build().readTree(file.toFile()));
        } catch (IOException e) {
            throw new ContractException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static SortedMap<String, TopicTerms> ofYaml(JsonNode root) {
        SortedMap<String, Integer> partitions = new TreeMap<>();
        root.path("environments")
                .properties()
                .forEach(e -> partitions.put(e.getKey(), e.getValue().path("partitions").asInt()));
        SortedMap<String, TopicTerms> topics = new TreeMap<>();
        for (JsonNode service : root.path("services")) {
            for (Map.Entry<String, JsonNode> kind : root.path("kinds").properties()) {
                SortedMap<String, String> config = texts(root.path("config"));
                config.putAll(texts(kind.getValue()));
                topics.put(
                        service.asText() + "." + kind.getKey(),
                        new TopicTerms(
                                root.path("records").path("key").asText(),
                                root.path("records").path("partitioning").asText(),
                                partitions,
                                config));
            }
        }
        return topics;
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    /** Reads what {@link #json} wrote. */
    static SortedMap<String, TopicTerms> ofJson(Path file) {
        try {
            SortedMap<String, TopicTerms> topics = new TreeMap<>();
            for (Map.Entry<String, JsonNode> topic : JSON.readTree(file.toFile()).properties()) {
                SortedMap<String, Integer> partitions = new TreeMap<>();
                topic.getValue()
                        .path("partitions")
                        .properties()
                        .forEach(e -> partitions.put(e.getKey(), e.getValue().asInt()));
                topics.put(
                        topic.getKey(),
                        new TopicTerms(
                                topic.getValue().path("key").asText(),
                                topic.getValue().path("partitioning").asText(),
                                partitions,
                                texts(topic.getValue().path("config"))));
            }
            return topics;
        } catch (IOException e) {
            throw new ContractException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The released form: one object, topics by name. */
    static String json(SortedMap<String, TopicTerms> topics) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        topics.forEach((name, terms) -> root.set(name, JSON.valueToTree(terms)));
        return JSON.writeValueAsString(root) + "\n";
    }
}
