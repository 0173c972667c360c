package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One rendered object. */
public record Manifest(JsonNode node) {

    private static final List<String> WITH_PODS = List.of("Deployment", "StatefulSet", "Job");

    public String apiVersion() {
        return node.path("apiVersion").asText();
    }

    public String kind() {
        return node.path("kind").asText();
    }

    public String name() {
        return node.at("/metadata/name").asText();
    }

    public String id() {
        return kind() + "/" + name();
    }

    public JsonNode at(String pointer) {
        return node.at(pointer);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
    Finding finding(String message, Object... arguments) {
        return new Finding(id(), message.formatted(arguments));
    }

    public Map<String, String> labels() {
        return strings(node.at("/metadata/labels"));
    }

    public boolean hasPods() {
        return WITH_PODS.contains(kind());
    }

    /** The pod's specification; missing for what has none. */
    public JsonNode pod() {
        return hasPods() ? node.at("/spec/template/spec") : MissingNode.getInstance();
    }

    public Map<String, String> podLabels() {
        return strings(node.at("/spec/template/metadata/labels"));
    }

    /** Containers, those that only initialise included. */
    public List<JsonNode> containers() {
        List<JsonNode> containers = new ArrayList<>();
        pod().path("initContainers").forEach(containers::add);
        pod().path("containers").forEach(containers::add);
        return containers;
    }

    public static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new TreeMap<>();
        object.properties().forEach(each -> strings.put(each.getKey(), each.getValue().asText()));
        return strings;
    }
}
