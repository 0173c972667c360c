package dev.headwater.local.provision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.gate.Gate;
import dev.headwater.local.Http;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Registers the schemas of a {@link SchemaPack} under their ids: the import of an export is the
 * only way of the registry that keeps ids. Idempotent; never changes what is registered.
 */
final class Schemas {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Map<String, String> RULES =
            Map.of("VALIDITY", "FULL", "COMPATIBILITY", "FULL_TRANSITIVE", "INTEGRITY", "FULL");

    private final String url;

    /**
     * @param url base URL of the registry
     */
    Schemas(String url) {
        this.url = url;
    }

    /**
     * Registers what is missing, then reads every id back as a Confluent client would.
     *
     * @return how many artifact versions were registered
     * @throws PlatformException naming the schema when the registry holds another one under an id,
     *     or when versions of one cannot read each other; nothing is registered then
     */
    int ensure(List<SchemaPack.Artifact> wanted) {
        requireCompatible(wanted);
        try {
            RegistryContents contents = export();
            List<String> conflicts =
                    wanted.stream().map(contents::conflict).flatMap(Optional::stream).toList();
            if (!conflicts.isEmpty()) {
                throw new PlatformException(
                        "The registry at "
                                + url
                                + " differs from the schemas of this repository: "
                                + String.join("; ", conflicts)
                                + ".");
            }
            List<SchemaPack.Artifact> missing =
                    wanted.stream().filter(artifact -> !contents.has(artifact)).toList();
            rules();
            if (!missing.isEmpty()) {
                register(contents.importOf(missing));
                for (SchemaPack.Artifact artifact : missing) {
                    if (contents.hasArtifact(artifact.artifactId())) {
                        appendToLatest(artifact);
                    }
                }
                verify(wanted);
            }
            return missing.size();
        } catch (IOException e) {
            throw new PlatformException(
                    "Cannot register the schemas at " + url + ": " + e.getMessage() + ".", e);
        }
    }

    /** FULL_TRANSITIVE, which the registry's import does not look at. */
    private static void requireCompatible(List<SchemaPack.Artifact> wanted) {
        Map<String, List<SchemaPack.Artifact>> byId =
                wanted.stream().collect(Collectors.groupingBy(SchemaPack.Artifact::artifactId));
        for (List<SchemaPack.Artifact> versions : byId.values()) {
            for (SchemaPack.Artifact first : versions) {
                for (SchemaPack.Artifact second : versions) {
                    if (!Gate.avroAccepts(first.content().schema(), second.content().schema())) {
                        throw new PlatformException(
                                "%s: versions %s and %s cannot read each other, nothing was registered."
                                        .formatted(
                                                first.artifactId(),
                                                first.version(),
                                                second.version()));
                    }
                }
            }
        }
    }

    private RegistryContents export() throws IOException {
        HttpRequest request =
                request("/apis/registry/v3/admin/export")
                        .header("Accept", "application/zip")
                        .build();
        try {
            HttpResponse<byte[]> answer =
                    Http.client().send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("export answered " + answer.statusCode());
            }
            return RegistryContents.parse(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void register(byte[] zip) throws IOException {
        HttpResponse<String> answer =
                Http.send(
                        request("/apis/registry/v3/admin/import?requireEmptyRegistry=false")
                                .header("Content-Type", "application/zip")
                                .header("X-Registry-Preserve-ContentId", "true")
                                .header("X-Registry-Preserve-GlobalId", "true")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(zip))
                                .build());
        if (answer.statusCode() >= 300) {
            throw new IOException("import answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** The import adds a version to an artifact that exists, but not to its branch. */
    private void appendToLatest(SchemaPack.Artifact artifact) throws IOException {
        write(
                "POST",
                "/apis/registry/v3/groups/%s/artifacts/%s/branches/latest/versions"
                        .formatted(artifact.groupId(), artifact.artifactId()),
                JSON.writeValueAsString(Map.of("version", artifact.version())));
    }

    private void rules() throws IOException {
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            String type = rule.getKey();
            String body =
                    JSON.writeValueAsString(Map.of("ruleType", type, "config", rule.getValue()));
            HttpResponse<String> now = Http.get(url + "/apis/registry/v3/admin/rules/" + type);
            if (now.statusCode() == 404) {
                write("POST", "/apis/registry/v3/admin/rules", body);
            } else if (!rule.getValue().equals(JSON.readTree(now.body()).path("config").asText())) {
                write("PUT", "/apis/registry/v3/admin/rules/" + type, body);
            }
        }
    }

    private void write(String method, String path, String body) throws IOException {
        HttpResponse<String> answer =
                Http.send(
                        request(path)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    method
                            + " "
                            + path
                            + " answered "
                            + answer.statusCode()
                            + ": "
                            + answer.body());
        }
    }

    private void verify(List<SchemaPack.Artifact> wanted) throws IOException {
        for (SchemaPack.Content content :
                wanted.stream().map(SchemaPack.Artifact::content).distinct().toList()) {
            HttpResponse<String> answer =
                    Http.get(url + "/apis/ccompat/v7/schemas/ids/" + content.contentId());
            String text =
                    answer.statusCode() == 200
                            ? JSON.readTree(answer.body()).path("schema").asText()
                            : "nothing (" + answer.statusCode() + ")";
            if (!content.text().equals(text)) {
                throw new PlatformException(
                        "The registry at "
                                + url
                                + " answers for id "
                                + content.contentId()
                                + " something other than "
                                + content.fullName()
                                + ": "
                                + text);
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
    }
}
