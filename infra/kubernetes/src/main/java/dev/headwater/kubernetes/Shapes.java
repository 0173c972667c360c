package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The fields of kinds that no published Java type describes, as far as these manifests use them
 * ({@code shapes.yaml}): a leaf names a type, a list holds the shape of its items, {@code "*"} any
 * field.
 */
final class Shapes {

    private final JsonNode shapes;

    private Shapes(JsonNode shapes) {
        this.shapes = shapes;
    }

    static Shapes load() {
        try (InputStream file = Shapes.class.getResourceAsStream("shapes.yaml")) {
            return new Shapes(YAMLMapper.builder().build().readTree(Objects.requireNonNull(file)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean knows(String type) {
        return shapes.has(type);
    }

    List<String> check(String type, JsonNode object) {
        List<String> problems = new ArrayList<>();
        object.properties()
                .forEach(
                        each -> {
                            String name = each.getKey();
                            if (name.equals("spec")) {
                                check("/spec", shapes.path(type), each.getValue(), problems);
                            } else if (!List.of("apiVersion", "kind", "metadata").contains(name)) {
                                problems.add("/" + name + " is no field of it");
                            }
                        });
        return problems;
    }

    private void check(String path, JsonNode shape, JsonNode value, List<String> problems) {
        if (shape.isTextual()) {
            if (!fits(shape.asText(), value)) {
                problems.add("%s must be %s, not %s".formatted(path, shape.asText(), value));
            }
        } else if (shape.isArray()) {
            if (!value.isArray()) {
                problems.add("%s must be a list, not %s".formatted(path, value));
            }
            for (int i = 0; i < value.size(); i++) {
                check(path + "/" + i, shape.get(0), value.get(i), problems);
            }
        } else if (!value.isObject()) {
            problems.add("%s must be an object, not %s".formatted(path, value));
        } else {
            value.properties()
                    .forEach(
                            each -> {
                                JsonNode inner =
                                        shape.has("*") ? shape.get("*") : shape.get(each.getKey());
                                if (inner == null) {
                                    problems.add(
                                            "%s/%s is no field of it"
                                                    .formatted(path, each.getKey()));
                                } else {
                                    check(
                                            path + "/" + each.getKey(),
                                            inner,
                                            each.getValue(),
                                            problems);
                                }
                            });
        }
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "duration" ->
                    value.isTextual() && value.asText().matches("(\\d+(ms|s|m|h))+|\\d+d");
            default -> value.isTextual() && List.of(type.split("\\|")).contains(value.asText());
        };
    }
}
