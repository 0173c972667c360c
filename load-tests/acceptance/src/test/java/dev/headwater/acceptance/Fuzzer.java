package dev.headwater.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Requests that a service's OpenAPI document allows almost: of its operations, parameters and
 * bodies, with something wrong somewhere, at times everywhere. The same seed gives the same
 * requests.
 */
final class Fuzzer {

    /** Never ends, or is work for an operator and no client's mistake. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "/orders/feed",
                    "/admin/projections/rebuilds",
                    "/admin/projections/{name}/rebuilds",
                    "/admin/projections/{name}/side-tables",
                    "/admin/projections/{name}/verifications",
                    "/admin/projections/{name}/rollbacks");

    private final OpenApi document;
    private final List<String[]> operations = new ArrayList<>();
    private final Random random;
    private final Noise noise;

    Fuzzer(JsonNode json, long seed) {
        this.document = new OpenApi(json);
        this.random = new Random(seed);
        this.noise = new Noise(random);
        json.path("paths")
                .properties()
                .forEach(
                        path -> {
                            if (!LEFT_OUT.contains(path.getKey())) {
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                method ->
                                                        operations.add(
                                                                new String[] {
                                                                    method, path.getKey()
                                                                }));
                            }
                        });
    }

    /** The next request, as bytes. */
    byte[] next() {
        String[] chosen = operations.get(random.nextInt(operations.size()));
        JsonNode operation = document.operation(chosen[1], chosen[0]);
        StringBuilder head = new StringBuilder();
        String method =
                noise.chance(40)
                        ? noise.one("PUT", "TRACE", "FOO", "get")
                        : chosen[0].toUpperCase(Locale.ROOT);
        head.append(method)
                .append(' ')
                .append(path(chosen[1]))
                .append(query(operation))
                .append(" HTTP/1.1\r\n");
        head.append("Host: localhost\r\nConnection: close\r\n");
        byte[] body = body(operation);
        headers(head, body.length);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private String path(String template) {
        StringBuilder path = new StringBuilder();
        for (String part : template.substring(1).split("/", -1)) {
            path.append('/').append(part.startsWith("{") ? parameter() : part);
        }
        if (noise.chance(60)) {
            path.append(noise.one("/", "//", "/..", "/%2e%2e", ";a=b", "/" + "y".repeat(5_000)));
        }
        return path.toString();
    }

    private String parameter() {
        return noise.chance(2) ? UUID.randomUUID().toString() : Noise.encoded(noise.text());
    }

    private String query(JsonNode operation) {
        StringBuilder query = new StringBuilder();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter = document.resolve(each);
            if (parameter.path("in").asText().equals("query") && noise.chance(2)) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.path("name").asText())
                        .append('=')
                        .append(Noise.encoded(noise.text()));
            }
        }
        if (noise.chance(20)) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(noise.one("unknown=1", "limit=1&limit=2", "=", "%", "&&"));
        }
        return query.toString();
    }

    private void headers(StringBuilder head, int length) {
        if (!noise.chance(10)) {
            header(
                    head,
                    "Idempotency-Key",
                    noise.chance(4) ? noise.text() : UUID.randomUUID().toString());
        }
        if (noise.chance(15)) {
            header(head, "Idempotency-Key", noise.text());
        }
        header(head, "Content-Type", noise.chance(8) ? noise.mediaType() : "application/json");
        for (String name :
                List.of(
                        "If-Match",
                        "If-None-Match",
                        "Consistency-Token",
                        "traceparent",
                        "Accept",
                        "Accept-Encoding",
                        "Content-Encoding",
                        "Last-Event-ID",
                        "X-Forwarded-For",
                        "Range")) {
            if (noise.chance(25)) {
                header(
                        head,
                        name,
                        noise.chance(2)
                                ? noise.text()
                                : noise.one("\"1\"", "*", "gzip", "W/\"x\"", "text/html"));
            }
        }
        if (noise.chance(300)) {
            header(head, "X-Long", "z".repeat(40_000));
        }
        header(
                head,
                "Content-Length",
                noise.chance(200)
                        ? noise.one("-1", "abc", "99999999999999999999")
                        : Integer.toString(length));
    }

    /**
     * A line break would begin another header, which is a mistake of this client's, not of its
     * caller's.
     */
    private static void header(StringBuilder head, String name, String value) {
        head.append(name)
                .append(": ")
                .append(value.replace("\r", "").replace("\n", ""))
                .append("\r\n");
    }

    private byte[] body(JsonNode operation) {
        JsonNode schema =
                document.resolve(operation.path("requestBody"))
                        .path("content")
                        .path("application/json")
                        .path("schema");
        if (schema.isMissingNode()) {
            return noise.chance(10) ? noise.text().getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
        if (noise.chance(30)) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder json = new StringBuilder();
        value(json, schema, 0);
        String text = json.toString();
        if (noise.chance(20)) {
            text = text.substring(0, random.nextInt(text.length() + 1));
        } else if (noise.chance(300)) {
            text = "[".repeat(20_000);
        } else if (noise.chance(400)) {
            text = "{\"customerId\": \"" + "w".repeat(2_000_000) + "\"}";
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void value(StringBuilder json, JsonNode reference, int depth) {
        JsonNode schema = document.resolve(reference);
        if (noise.chance(14) || depth > 8) {
            json.append(
                    noise.one(
                            "null",
                            "true",
                            "[]",
                            "{}",
                            "-1",
                            "1.5",
                            "1e400",
                            "99999999999999999999",
                            "[[[[[[]]]]]]",
                            "{\"__proto__\": {}}",
                            Noise.quoted(noise.text())));
            return;
        }
        if (schema.has("properties")) {
            json.append('{');
            String[] separator = {""};
            schema.path("properties")
                    .properties()
                    .forEach(
                            each -> {
                                for (int i = noise.chance(25) ? 0 : noise.chance(50) ? 2 : 1;
                                        i > 0;
                                        i--) {
                                    json.append(separator[0])
                                            .append(Noise.quoted(each.getKey()))
                                            .append(':');
                                    value(json, each.getValue(), depth + 1);
                                    separator[0] = ",";
                                }
                            });
            if (noise.chance(25)) {
                json.append(separator[0]).append("\"surplus\":1");
            }
            json.append('}');
        } else if (schema.has("items")) {
            json.append('[');
            int count = noise.chance(40) ? 150 : 1 + random.nextInt(2);
            for (int i = 0; i < count; i++) {
                json.append(i == 0 ? "" : ",");
                value(json, schema.path("items"), depth + 1);
            }
            json.append(']');
        } else {
            scalar(json, schema);
        }
    }

    private void scalar(StringBuilder json, JsonNode schema) {
        if (schema.path("enum").size() > 0 && !noise.chance(5)) {
            json.append(
                    Noise.quoted(
                            schema.path("enum")
                                    .get(random.nextInt(schema.path("enum").size()))
                                    .asText()));
        } else if (schema.path("type").asText().matches("integer|number")) {
            json.append(noise.one("1", "2", "0", "-5", "1001", "2147483648", "0.1", "1e9"));
        } else {
            json.append(
                    Noise.quoted(
                            noise.chance(3)
                                    ? noise.text()
                                    : noise.one("tok_ok", "12.50", "EUR", "sku-1", "customer")));
        }
    }
}
