package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code kubectl kustomize} makes of a directory.
 *
 * @param name {@code local} or {@code production}
 */
public record Overlay(String name, List<Manifest> manifests) {

    private static final ObjectMapper YAML = YAMLMapper.builder().build();

    /**
     * Renders {@code k8s/overlays/<name>}.
     *
     * @throws PlatformException when there is no kubectl, or kustomize refuses: fix what it says
     */
    public static Overlay render(Path root, String name) {
        String kubectl = System.getenv().getOrDefault("HEADWATER_KUBECTL", "kubectl");
        Path directory = root.resolve("k8s").resolve("overlays").resolve(name);
        try {
            Process process =
                    new ProcessBuilder(kubectl, "kustomize", directory.toString()).start();
            process.getOutputStream().close();
            StringBuilder said = new StringBuilder();
            Thread errors =
                    Thread.ofVirtual()
                            .start(
                                    () ->
                                            process.errorReader(StandardCharsets.UTF_8)
                                                    .lines()
                                                    .filter(line -> !line.contains("deprecated"))
                                                    .forEach(
                                                            line -> said.append(line).append(' ')));
            String yaml =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            errors.join();
            if (code != 0) {
                throw new PlatformException(
                        "%s does not render: %s".formatted(directory, said.toString().strip()));
            }
            return parse(name, yaml);
        } catch (IOException e) {
            throw new PlatformException(
                    ("%s does not run (%s): install it (apt install kubernetes-client, brew install"
                                    + " kubectl), or name it in HEADWATER_KUBECTL.")
                            .formatted(kubectl, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while kubectl rendered " + directory, e);
        }
    }

    /**
     * @param yaml documents, as rendered
     */
    public static Overlay parse(String name, String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return new Overlay(
                    name,
                    documents.readAll().stream()
                            .filter(JsonNode::isObject)
                            .map(Manifest::new)
                            .toList());
        } catch (IOException e) {
            throw new PlatformException("Overlay " + name + " is no YAML: " + e.getMessage(), e);
        }
    }

    public Stream<Manifest> all(String kind) {
        return manifests.stream().filter(each -> each.kind().equals(kind));
    }

    public Stream<Manifest> withPods() {
        return manifests.stream().filter(Manifest::hasPods);
    }

    public Optional<Manifest> find(String kind, String name) {
        return all(kind).filter(each -> each.name().equals(name)).findFirst();
    }

    /** The services of ours: Deployments from k8s/base. */
    public Stream<Manifest> services() {
        return all("Deployment")
                .filter(
                        each ->
                                "service"
                                        .equals(
                                                each.podLabels()
                                                        .get("app.kubernetes.io/component")));
    }

    /** The ConfigMap that every process of ours reads. */
    public Map<String, String> platform() {
        return find("ConfigMap", "platform")
                .map(each -> Manifest.strings(each.at("/data")))
                .orElse(Map.of());
    }

    /** The objects whose pods have all these labels. */
    public Stream<Manifest> podsWith(Map<String, String> labels) {
        return withPods()
                .filter(each -> each.podLabels().entrySet().containsAll(labels.entrySet()));
    }
}
