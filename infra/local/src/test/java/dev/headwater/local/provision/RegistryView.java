package dev.headwater.local.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.gate.Contract;
import dev.headwater.local.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** A registry as strangers see it. */
final class RegistryView {

    private static final String EDITS =
            "shared-events/contracts/src/test/resources/dev/headwater/contracts/gate/incompatible-edits.json";

    private final ObjectMapper json = new ObjectMapper();
    private final String url;

    RegistryView(String url) {
        this.url = url;
    }

    /** What a Confluent client gets for an id. */
    String text(int id) throws IOException {
        return json.readTree(Http.get(url + "/apis/ccompat/v7/schemas/ids/" + id).body())
                .path("schema")
                .asText();
    }

    String rule(String type) throws IOException {
        return json.readTree(Http.get(url + "/apis/registry/v3/admin/rules/" + type).body())
                .path("config")
                .asText();
    }

    /**
     * Offers every edit that the gate refuses to the registry, as the next version, without keeping
     * it.
     *
     * @return by edit whether the registry would take it
     */
    Map<String, Boolean> verdicts(Path root) throws IOException {
        Map<String, Boolean> verdicts = new LinkedHashMap<>();
        for (JsonNode edit : json.readTree(root.resolve(EDITS).toFile())) {
            if (edit.path("avroAccepts").isBoolean()) {
                verdicts.put(edit.path("edit").asText(), accepts(root, edit));
            }
        }
        return verdicts;
    }

    private boolean accepts(Path root, JsonNode edit) throws IOException {
        String before =
                Files.readString(
                        root.resolve(Contract.SOURCES).resolve(edit.path("file").asText()));
        String after = before.replace(edit.path("from").asText(), edit.path("to").asText());
        Schema schema = new Schema.Parser().parse(before);
        SchemaPack.Artifact artifact =
                SchemaPack.load().all().stream()
                        .filter(a -> a.content().fullName().equals(schema.getFullName()))
                        .findFirst()
                        .orElseThrow();
        ObjectNode body = json.createObjectNode();
        body.put("schema", new Schema.Parser().parse(after).toString());
        String said = "";
        for (String versions : List.of("versions", "versions/latest")) {
            said = offer(artifact.artifactId() + "/" + versions, json.writeValueAsString(body));
            JsonNode verdict = json.readTree(said).path("is_compatible");
            if (verdict.isBoolean()) {
                return verdict.asBoolean();
            }
        }
        throw new AssertionError(edit.path("edit").asText() + " was answered " + said);
    }

    /** The registry's rules on what a Confluent client would register next. */
    private String offer(String path, String body) throws IOException {
        return Http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                url
                                                        + "/apis/ccompat/v7/compatibility/subjects/"
                                                        + path))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build())
                .body();
    }
}
