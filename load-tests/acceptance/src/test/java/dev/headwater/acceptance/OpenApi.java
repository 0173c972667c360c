package dev.headwater.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI 3.1 document as a validator needs it: operations by request, references resolved, and
 * schemas closed, so that an answer cannot hold a field that its schema does not name.
 */
final class OpenApi {

    private record Template(Pattern pattern, String path, int variables) {}

    private final JsonNode document;
    private final List<Template> templates = new ArrayList<>();

    OpenApi(JsonNode document) {
        if (!document.path("openapi").asText().startsWith("3.1")) {
            throw new IllegalArgumentException(
                    "no OpenAPI 3.1 document: " + document.path("openapi"));
        }
        this.document = document.deepCopy();
        close(this.document);
        document.path("paths").fieldNames().forEachRemaining(path -> templates.add(template(path)));
        templates.sort(Comparator.comparingInt(Template::variables));
    }

    static OpenApi parse(String json) {
        try {
            return new OpenApi(new ObjectMapper().readTree(json));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Template template(String path) {
        String pattern =
                Pattern.compile("\\{[^}]+}")
                        .matcher(Pattern.quote(path))
                        .replaceAll("\\\\E[^/]+\\\\Q");
        int variables = (int) path.chars().filter(c -> c == '{').count();
        return new Template(Pattern.compile(pattern), path, variables);
    }

    /** Objects that list their properties have no others, unless the schema says so itself. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")
                && !object.has("allOf")) {
            object.put("additionalProperties", false);
        }
        node.forEach(OpenApi::close);
    }

    /** The template that a request's path is of, or null; one without variables comes first. */
    @Nullable String path(String requested) {
        return templates.stream()
                .filter(template -> template.pattern().matcher(requested).matches())
                .map(Template::path)
                .findFirst()
                .orElse(null);
    }

    /** Missing when the path does not take the method. */
    JsonNode operation(String path, String method) {
        return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
    }

    /** Follows references within the document. */
    JsonNode resolve(JsonNode node) {
        JsonNode at = node;
        while (at.has("$ref")) {
            at = document.at(at.get("$ref").asText().substring(1));
        }
        return at;
    }

    /** A schema of the document as a document of its own, its references still good. */
    JsonNode standalone(JsonNode schema) {
        ObjectNode copy = schema.deepCopy();
        copy.set("components", document.path("components"));
        return copy;
    }
}
