package dev.headwater.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Holds exchanges against a service's own OpenAPI document: the status is documented, the media
 * type is one of those documented for it, the body satisfies its schema and has no other field,
 * headers that are required are there. When the service accepted a request, the document has to
 * know its parameters and body too. Thread-safe.
 */
final class Contract {

    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final LongAdder CHECKED = new LongAdder();

    private final OpenApi document;
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    Contract(OpenApi document) {
        this.document = document;
    }

    /** How many exchanges were held against any document. */
    static long checked() {
        return CHECKED.sum();
    }

    /**
     * @throws AssertionError naming everything in which the exchange differs from the document
     */
    void check(Exchange exchange) {
        CHECKED.increment();
        List<String> found = violations(exchange);
        if (!found.isEmpty()) {
            throw new AssertionError(
                    "not as documented: " + String.join("; ", found) + "\n" + exchange);
        }
    }

    List<String> violations(Exchange exchange) {
        List<String> found = new ArrayList<>();
        String path = document.path(exchange.uri().getPath());
        JsonNode operation = path == null ? null : document.operation(path, exchange.method());
        if (operation == null || operation.isMissingNode()) {
            undocumented(exchange, path == null ? 404 : 405, found);
            return found;
        }
        JsonNode response =
                document.resolve(
                        operation.path("responses").path(Integer.toString(exchange.status())));
        if (response.isMissingNode()) {
            found.add("status " + exchange.status() + " is not documented for " + path);
            return found;
        }
        headers(exchange, response, found);
        body(exchange, response.path("content"), found);
        if (exchange.status() < 300) {
            request(exchange, path, operation, found);
        }
        return found;
    }

    /** Nothing is documented there: the answer is a problem that says so. */
    private void undocumented(Exchange exchange, int expected, List<String> found) {
        if (exchange.status() != expected) {
            found.add("no such operation is documented, which is " + expected);
        }
        JsonNode response = document.resolve(reference("#/components/responses/NotFound"));
        body(exchange, response.path("content"), found);
    }

    private static JsonNode reference(String to) {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("$ref", to);
    }

    private void headers(Exchange exchange, JsonNode response, List<String> found) {
        response.path("headers")
                .properties()
                .forEach(
                        header -> {
                            boolean required =
                                    document.resolve(header.getValue())
                                            .path("required")
                                            .asBoolean();
                            if (required && exchange.header().apply(header.getKey()) == null) {
                                found.add("the header " + header.getKey() + " is missing");
                            }
                        });
        boolean unavailable = exchange.status() == 503;
        if (unavailable && exchange.header().apply("Retry-After") == null) {
            found.add("a 503 without Retry-After");
        }
    }

    private void body(Exchange exchange, JsonNode content, List<String> found) {
        String type = bare(exchange.header().apply("Content-Type"));
        if (content.isMissingNode() || content.isEmpty()) {
            if (!exchange.body().isEmpty()) {
                found.add("a body where none is documented");
            }
            return;
        }
        JsonNode media = type == null ? null : content.get(type);
        if (media == null) {
            found.add("the media type is " + type + ", documented is " + names(content));
            return;
        }
        if (type.endsWith("json")) {
            found.addAll(breaches(media.path("schema"), exchange.body()));
        }
    }

    private void request(
            Exchange exchange, @Nullable String path, JsonNode operation, List<String> found) {
        List<String> query = new ArrayList<>();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = document.resolve(each);
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query")) {
                query.add(name);
            }
            boolean header = parameter.path("in").asText().equals("header");
            if (header
                    && parameter.path("required").asBoolean()
                    && exchange.requestHeader().apply(name) == null) {
                found.add("accepted without the required header " + name);
            }
        }
        String asked = Objects.requireNonNullElse(exchange.uri().getRawQuery(), "");
        for (String pair : asked.split("&", -1)) {
            String name = pair.split("=", 2)[0];
            if (!name.isEmpty() && !query.contains(name)) {
                found.add("the parameter " + name + " is not documented for " + path);
            }
        }
        if (exchange.requestBody() != null) {
            JsonNode schema =
                    document.resolve(operation.path("requestBody"))
                            .path("content")
                            .path("application/json")
                            .path("schema");
            for (String breach : breaches(schema, exchange.requestBody())) {
                found.add("accepted, but of the request " + breach);
            }
        }
    }

    private List<String> breaches(JsonNode schema, String json) {
        if (schema.isMissingNode()) {
            return List.of("no schema is documented");
        }
        JsonSchema compiled =
                schemas.computeIfAbsent(
                        schema, node -> FACTORY.getSchema(document.standalone(node), CONFIG));
        try {
            return compiled.validate(json, InputFormat.JSON).stream()
                    .map(Object::toString)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of("the body is no JSON: " + e.getMessage());
        }
    }

    private static @Nullable String bare(@Nullable String mediaType) {
        return mediaType == null ? null : mediaType.split(";", 2)[0].trim();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
