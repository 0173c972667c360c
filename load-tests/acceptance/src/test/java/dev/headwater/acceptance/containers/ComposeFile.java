package dev.headwater.acceptance.containers;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The part of the Compose format that {@code infra/compose.yaml} uses. What is not understood is
 * refused, so that nothing in the file goes untried.
 *
 * @param parts by name, in the file's order
 */
record ComposeFile(Map<String, Part> parts) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

    private static final Pattern SECONDS = Pattern.compile("(\\d+)s");

    /** {@code restart} is for people: a test wants to see what ends. */
    private static final Set<String> KEYS =
            Set.of(
                    "image",
                    "build",
                    "command",
                    "environment",
                    "ports",
                    "volumes",
                    "tmpfs",
                    "depends_on",
                    "healthcheck",
                    "read_only",
                    "cap_drop",
                    "security_opt",
                    "restart");

    /**
     * A container.
     *
     * @param ports as in the file: {@code 127.0.0.1:<host>:<container>}
     * @param files host file to container path
     * @param volumes container paths whose contents outlive the container
     * @param tmpfs container path to mount options
     * @param ends whether it is to end by itself, with exit code 0
     */
    record Part(
            String name,
            String image,
            @Nullable Build build,
            List<String> command,
            Map<String, String> environment,
            List<String> ports,
            Map<Path, String> files,
            List<String> volumes,
            Map<String, String> tmpfs,
            Set<String> dependsOn,
            @Nullable Check check,
            boolean readOnly,
            List<String> capDrop,
            List<String> securityOpt,
            boolean ends) {}

    /** How to make an image of ours. */
    record Build(Path context, Path dockerfile, Map<String, String> arguments) {}

    /** A command that succeeds when the container is healthy. */
    record Check(List<String> test, Duration interval, Duration timeout, int retries) {}

    /**
     * Reads a file.
     *
     * @param variables gives a variable's value for its name, empty for its default
     */
    static ComposeFile read(Path file, UnaryOperator<String> variables) {
        Map<String, Object> document;
        try (Reader text = Files.newBufferedReader(file)) {
            document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> services = map(interpolate(document.get("services"), variables));
        Set<String> ending = new HashSet<>();
        services.values().forEach(service -> ending.addAll(mustEnd(map(service))));
        Map<String, Part> parts = new LinkedHashMap<>();
        services.forEach(
                (name, service) ->
                        parts.put(name, part(file, name, map(service), ending.contains(name))));
        return new ComposeFile(parts);
    }

    /**
     * What a variable falls back to.
     *
     * @throws IllegalArgumentException when the file does not use it
     */
    static String fallback(Path file, String variable) {
        try {
            Matcher uses = VARIABLE.matcher(Files.readString(file));
            while (uses.find()) {
                if (uses.group(1).equals(variable)) {
                    return uses.group(2);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalArgumentException(file + " does not use " + variable);
    }

    private static Part part(Path file, String name, Map<String, Object> service, boolean ends) {
        for (String key : service.keySet()) {
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(name + "." + key + " is not understood");
            }
        }
        Map<Path, String> files = new LinkedHashMap<>();
        List<String> volumes = new ArrayList<>();
        for (String volume : strings(service.get("volumes"))) {
            String[] fromTo = volume.split(":", 3);
            if (fromTo[0].startsWith(".")) {
                files.put(file.resolveSibling(fromTo[0]).normalize(), fromTo[1]);
            } else {
                volumes.add(fromTo[1]);
            }
        }
        Map<String, String> tmpfs = new LinkedHashMap<>();
        for (String mount : strings(service.get("tmpfs"))) {
            String[] pathAndOptions = mount.split(":", 2);
            tmpfs.put(pathAndOptions[0], pathAndOptions.length == 1 ? "" : pathAndOptions[1]);
        }
        return new Part(
                name,
                text(service.get("image")),
                build(file, map(service.get("build"))),
                strings(service.get("command")),
                texts(service.get("environment")),
                strings(service.get("ports")),
                files,
                volumes,
                tmpfs,
                map(service.get("depends_on")).keySet(),
                check(map(service.get("healthcheck"))),
                Boolean.TRUE.equals(service.get("read_only")),
                strings(service.get("cap_drop")),
                strings(service.get("security_opt")),
                ends);
    }

    /** The parts that somebody waits for until they have ended. */
    private static List<String> mustEnd(Map<String, Object> service) {
        List<String> names = new ArrayList<>();
        map(service.get("depends_on"))
                .forEach(
                        (name, how) -> {
                            Object condition = map(how).get("condition");
                            if ("service_completed_successfully".equals(condition)) {
                                names.add(name);
                            }
                        });
        return names;
    }

    private static @Nullable Build build(Path file, Map<String, Object> build) {
        if (build.isEmpty()) {
            return null;
        }
        Path context = file.resolveSibling(text(build.get("context"))).normalize();
        return new Build(
                context,
                context.resolve(text(build.get("dockerfile"))).normalize(),
                texts(build.get("args")));
    }

    private static @Nullable Check check(Map<String, Object> check) {
        if (check.isEmpty()) {
            return null;
        }
        return new Check(
                strings(check.get("test")),
                seconds(text(check.get("interval"))),
                seconds(text(check.get("timeout"))),
                Integer.parseInt(text(check.get("retries"))));
    }

    private static Duration seconds(String text) {
        Matcher seconds = SECONDS.matcher(text);
        if (!seconds.matches()) {
            throw new IllegalArgumentException(text + " is not a number of seconds");
        }
        return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
    }

    private static Object interpolate(@Nullable Object node, UnaryOperator<String> variables) {
        return switch (node) {
            case null -> "";
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((key, value) -> copy.put(text(key), interpolate(value, variables)));
                yield copy;
            }
            case List<?> list -> list.stream().map(each -> interpolate(each, variables)).toList();
            case String string ->
                    VARIABLE.matcher(string)
                            .replaceAll(
                                    use -> {
                                        String value = variables.apply(use.group(1));
                                        return Matcher.quoteReplacement(
                                                value.isEmpty() ? use.group(2) : value);
                                    });
            default -> node;
        };
    }

    private static Map<String, Object> map(@Nullable Object node) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (node instanceof Map<?, ?> found) {
            found.forEach((key, value) -> map.put(text(key), Objects.requireNonNull(value)));
        }
        return map;
    }

    private static Map<String, String> texts(@Nullable Object node) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(node).forEach((key, value) -> texts.put(key, text(value)));
        return texts;
    }

    private static List<String> strings(@Nullable Object node) {
        return node instanceof List<?> list
                ? list.stream().map(ComposeFile::text).toList()
                : List.of();
    }

    private static String text(@Nullable Object node) {
        return Objects.requireNonNull(node).toString();
    }
}
