package dev.headwater.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.contracts.SchemaPack.Artifact;
import dev.headwater.contracts.SchemaPack.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Gives the next ids to schemas that have none; what has an id keeps it. */
final class SchemaPackWriter {

    private final ObjectMapper json = new ObjectMapper();
    private final List<Content> contents = new ArrayList<>();
    private final List<Artifact> artifacts = new ArrayList<>();

    /** The pack that follows {@code before} once {@code schemas} are what is written today. */
    SchemaPack next(SchemaPack before, List<Schema> schemas) {
        contents.addAll(before.contents());
        artifacts.addAll(before.all());
        for (Schema schema : schemas) {
            String sha256 = SchemaPack.sha256(schema.toString());
            if (contents.stream().noneMatch(content -> content.sha256().equals(sha256))) {
                add(schema, sha256);
            }
        }
        return new SchemaPack(contents, artifacts);
    }

    private void add(Schema schema, String sha256) {
        int version =
                1
                        + (int)
                                contents.stream()
                                        .filter(c -> c.fullName().equals(schema.getFullName()))
                                        .count();
        int contentId = 1 + contents.stream().mapToInt(Content::contentId).max().orElse(0);
        Content content =
                new Content(
                        contentId,
                        schema.getFullName(),
                        AvroSources.kind(schema),
                        version,
                        sha256,
                        schema);
        contents.add(content);
        for (String topic : AvroSources.topics(schema)) {
            int globalId = 1 + artifacts.stream().mapToInt(Artifact::globalId).max().orElse(0);
            artifacts.add(
                    new Artifact(
                            globalId,
                            topic,
                            SchemaPack.artifactId(topic, schema.getFullName()),
                            content));
        }
    }

    /** The file: one content and one artifact a line, so that a review sees what was added. */
    String write(SchemaPack pack) {
        return "{\"contents\": [\n"
                + pack.contents().stream().map(this::line).collect(Collectors.joining(",\n"))
                + "\n], \"artifacts\": [\n"
                + pack.all().stream().map(this::line).collect(Collectors.joining(",\n"))
                + "\n]}\n";
    }

    private String line(Content content) {
        try {
            ObjectNode node = json.createObjectNode();
            node.put("contentId", content.contentId());
            node.put("kind", content.kind().name());
            node.put("version", content.version());
            node.put("sha256", content.sha256());
            node.set("schema", json.readTree(content.text()));
            return json.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String line(Artifact artifact) {
        ObjectNode node = json.createObjectNode();
        node.put("globalId", artifact.globalId());
        node.put("contentId", artifact.content().contentId());
        node.put("topic", artifact.topic());
        node.put("artifactId", artifact.artifactId());
        return node.toString();
    }
}
