package dev.headwater.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * Every schema that Headwater has ever written, with the id that stands before its bytes.
 *
 * <p>The ids are part of the contract, like the schemas themselves: they are given out once, kept
 * in the repository and registered as they are, so that a registry that was lost is restored with
 * the ids that the log holds. A pack is immutable; loading takes half a second in a cold JVM, 20 ms
 * in a warm one, so load it once and hand it around.
 *
 * <p>A content (one schema, one content id) may be registered as several artifacts: the outcome of
 * a command has the same shape in every service, and one artifact for each service's topic.
 */
public final class SchemaPack {

    /**
     * Group of all artifacts: the registry's own default, which Confluent clients see as subjects.
     */
    public static final String GROUP = "default";

    static final String RESOURCE = "schema-pack.json";

    /** What a schema describes; decides the topic it travels on. */
    public enum Kind {
        /** A fact, on {@code <service>.events}. */
        EVENT("events"),
        /** A request, on {@code <service>.commands}. */
        COMMAND("commands"),
        /** What a request came to, on {@code <service>.outcomes}. */
        OUTCOME("outcomes");

        private final String topicSuffix;

        Kind(String topicSuffix) {
            this.topicSuffix = topicSuffix;
        }

        /** The topic of this kind of record of {@code service}, such as {@code orders.events}. */
        public String topicOf(String service) {
            return service + "." + topicSuffix;
        }
    }

    /**
     * One schema under its id.
     *
     * @param contentId the id in the wire format, positive, never given out twice
     * @param fullName the record's name with its namespace
     * @param kind what the schema describes
     * @param version 1 for a name's first schema, then 2, 3, …
     * @param sha256 of {@link #text()} in UTF-8; 64 hexadecimal digits in lower case
     * @param schema the schema, {@code doc}s included
     */
    public record Content(
            int contentId, String fullName, Kind kind, int version, String sha256, Schema schema) {

        /**
         * What the registry holds for this id, byte for byte (UTF-8): equals {@code
         * SCHEMA$.toString()}.
         */
        public String text() {
            return schema.toString();
        }
    }

    /**
     * One place where a content is registered.
     *
     * @param globalId the registry's id of this artifact version, positive, never given out twice
     * @param topic the topic whose records it describes
     * @param artifactId {@code <topic>-<full record name>}; Confluent clients call it the subject
     * @param content the schema
     */
    public record Artifact(int globalId, String topic, String artifactId, Content content) {

        /** See {@link SchemaPack#GROUP}. */
        public String groupId() {
            return GROUP;
        }

        /** Version of the artifact in the registry: the content's, in decimal. */
        public String version() {
            return Integer.toString(content.version());
        }
    }

    private final List<Content> contents;
    private final List<Artifact> artifacts;
    private final Map<Integer, Content> byId = new LinkedHashMap<>();
    private final Map<String, Content> byHash = new LinkedHashMap<>();
    private final Map<String, Content> latest = new LinkedHashMap<>();

    SchemaPack(List<Content> contents, List<Artifact> artifacts) {
        this.contents = List.copyOf(contents);
        this.artifacts = List.copyOf(artifacts);
        for (Content content : contents) {
            if (byId.put(content.contentId(), content) != null) {
                throw new IllegalStateException(
                        "content id " + content.contentId() + " is given twice");
            }
            if (byHash.put(content.sha256(), content) != null) {
                throw new IllegalStateException(
                        "the content of id " + content.contentId() + " has another id too");
            }
            latest.merge(content.fullName(), content, (a, b) -> a.version() > b.version() ? a : b);
        }
        if (artifacts.stream().map(Artifact::globalId).distinct().count() != artifacts.size()) {
            throw new IllegalStateException("a global id is given twice");
        }
    }

    /**
     * Reads the pack that this build carries.
     *
     * @throws IllegalStateException if the pack is missing or contradicts itself; a broken build,
     *     nothing to retry
     */
    public static SchemaPack load() {
        try (InputStream in = SchemaPack.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * Reads a pack from a file, such as the one of another checkout.
     *
     * @throws IllegalStateException if the pack contradicts itself
     */
    public static SchemaPack read(InputStream in) throws IOException {
        return parse(in);
    }

    static SchemaPack parse(InputStream in) throws IOException {
        JsonNode root = new ObjectMapper().readTree(in);
        Map<Integer, Content> contents = new LinkedHashMap<>();
        for (JsonNode node : root.path("contents")) {
            Content content = content(node);
            if (contents.put(content.contentId(), content) != null) {
                throw new IllegalStateException(
                        "content id " + content.contentId() + " is given twice");
            }
        }
        List<Artifact> artifacts = new ArrayList<>();
        for (JsonNode node : root.path("artifacts")) {
            Content content = contents.get(node.path("contentId").asInt());
            if (content == null) {
                throw new IllegalStateException("no content for artifact " + node);
            }
            String topic = node.path("topic").asText();
            artifacts.add(
                    new Artifact(
                            node.path("globalId").asInt(),
                            topic,
                            artifactId(topic, content.fullName()),
                            content));
        }
        return new SchemaPack(List.copyOf(contents.values()), artifacts);
    }

    private static Content content(JsonNode node) {
        int id = node.path("contentId").asInt();
        try {
            Schema schema = new Schema.Parser().parse(node.path("schema").toString());
            Content content =
                    new Content(
                            id,
                            schema.getFullName(),
                            Kind.valueOf(node.path("kind").asText()),
                            node.path("version").asInt(),
                            sha256(schema.toString()),
                            schema);
            if (!content.sha256().equals(node.path("sha256").asText())) {
                throw new IllegalStateException(
                        "the content of id " + id + " was changed: give it a new id instead");
            }
            return content;
        } catch (SchemaParseException e) {
            throw new IllegalStateException(
                    "the schema of content id " + id + " does not parse", e);
        }
    }

    /** Every schema ever written, in the order of their ids. */
    public List<Content> contents() {
        return contents;
    }

    /**
     * Every registration, in the order of their global ids: what provisioning puts into a registry.
     */
    public List<Artifact> all() {
        return artifacts;
    }

    /** The schema that {@code contentId} stands for; empty when this build does not know the id. */
    public Optional<Content> byId(int contentId) {
        return Optional.ofNullable(byId.get(contentId));
    }

    /** The newest schema of a record's full name. */
    public Optional<Content> latest(String fullName) {
        return Optional.ofNullable(latest.get(fullName));
    }

    /** The registrations for one topic, in the order of their global ids. */
    public List<Artifact> ofTopic(String topic) {
        return artifacts.stream().filter(artifact -> artifact.topic().equals(topic)).toList();
    }

    /**
     * The id to write before bytes of {@code schema}. Hashes the schema: ask once, keep the answer.
     *
     * @throws IllegalArgumentException if the schema has no id, {@code doc}s included; a broken
     *     build
     */
    public int idOf(Schema schema) {
        Content content = byHash.get(sha256(schema.toString()));
        if (content == null) {
            throw new IllegalArgumentException(
                    "%s has no id in %s; the test of the contracts module says how to give it one"
                            .formatted(schema.getFullName(), RESOURCE));
        }
        return content.contentId();
    }

    static String artifactId(String topic, String fullName) {
        return topic + "-" + fullName;
    }

    /** SHA-256 of a text in UTF-8; 64 hexadecimal digits in lower case. */
    public static String sha256(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
