package dev.headwater.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.kubernetes.Manifest;
import dev.headwater.kubernetes.Overlay;
import dev.headwater.local.PlatformException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ConfigMaps and Secrets, and what containers get of them. */
final class Configuration {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\((\\w+)\\)");

    private final Map<String, Map<String, String>> configMaps = new HashMap<>();
    private final Map<String, Map<String, String>> secrets = new HashMap<>();

    Configuration(Overlay overlay) {
        overlay.all("ConfigMap")
                .forEach(each -> configMaps.put(each.name(), Manifest.strings(each.at("/data"))));
        overlay.all("Secret").forEach(each -> secrets.put(each.name(), clear(each)));
    }

    private static Map<String, String> clear(Manifest secret) {
        Map<String, String> clear = new HashMap<>(Manifest.strings(secret.at("/stringData")));
        Manifest.strings(secret.at("/data"))
                .forEach(
                        (key, value) ->
                                clear.put(
                                        key,
                                        new String(
                                                Base64.getDecoder().decode(value),
                                                StandardCharsets.UTF_8)));
        return clear;
    }

    /**
     * A container's environment: {@code envFrom}, then {@code env}, with references to variables
     * before them resolved.
     *
     * @param image the image's own, beneath
     * @param fields what {@code fieldRef} gives, by path
     * @throws PlatformException for a reference to what is not there, as a kubelet would refuse it
     */
    Map<String, String> environment(
            JsonNode container, Map<String, String> image, Map<String, String> fields) {
        Map<String, String> environment = new LinkedHashMap<>(image);
        for (JsonNode from : container.path("envFrom")) {
            source(from, "configMapRef", "name", configMaps).ifPresent(environment::putAll);
            source(from, "secretRef", "name", secrets).ifPresent(environment::putAll);
        }
        for (JsonNode each : container.path("env")) {
            String name = each.path("name").asText();
            if (each.has("valueFrom")) {
                value(each.path("valueFrom"), fields).ifPresent(v -> environment.put(name, v));
            } else {
                environment.put(name, expand(each.path("value").asText(""), environment));
            }
        }
        return environment;
    }

    private Optional<String> value(JsonNode from, Map<String, String> fields) {
        if (from.has("fieldRef")) {
            String path = from.at("/fieldRef/fieldPath").asText();
            if (!fields.containsKey(path)) {
                throw new PlatformException("The field " + path + " is not played here.");
            }
            return Optional.of(fields.get(path));
        }
        return key(from, "configMapKeyRef", configMaps)
                .or(() -> key(from, "secretKeyRef", secrets));
    }

    private static Optional<String> key(
            JsonNode from, String reference, Map<String, Map<String, String>> objects) {
        JsonNode wanted = from.path(reference);
        String key = wanted.path("key").asText();
        Optional<String> found =
                source(from, reference, "name", objects)
                        .flatMap(object -> Optional.ofNullable(object.get(key)));
        if (found.isEmpty() && !wanted.isMissingNode() && !isOptional(wanted)) {
            throw new PlatformException(
                    "%s %s has no key %s.".formatted(reference, wanted.path("name").asText(), key));
        }
        return found;
    }

    /** The files of a volume, by name; empty for a volume of another kind. */
    Map<String, String> files(JsonNode volume) {
        return source(volume, "configMap", "name", configMaps)
                .or(() -> source(volume, "secret", "secretName", secrets))
                .orElse(Map.of());
    }

    private static Optional<Map<String, String>> source(
            JsonNode from,
            String reference,
            String nameField,
            Map<String, Map<String, String>> objects) {
        JsonNode wanted = from.path(reference);
        if (wanted.isMissingNode()) {
            return Optional.empty();
        }
        String name = wanted.path(nameField).asText();
        Map<String, String> found = objects.get(name);
        if (found == null && !isOptional(wanted)) {
            throw new PlatformException(
                    "There is no object %s for the %s.".formatted(name, reference));
        }
        return Optional.ofNullable(found);
    }

    private static boolean isOptional(JsonNode reference) {
        return reference.path("optional").asBoolean(false);
    }

    /** {@code $(NAME)} becomes the variable; a name that nobody has stays as it is. */
    static String expand(String text, Map<String, String> environment) {
        return REFERENCE
                .matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        environment.getOrDefault(found.group(1), found.group())));
    }
}
