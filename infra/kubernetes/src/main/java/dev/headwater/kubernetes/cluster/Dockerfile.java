package dev.headwater.kubernetes.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a Dockerfile makes of its context: the instructions that {@code infra/images} uses, and no
 * others, so that nothing in them goes untried.
 *
 * @param workDirectory absolute
 * @param copies in order
 * @param command default arguments of the entry point
 */
record Dockerfile(
        String workDirectory,
        Map<String, String> environment,
        List<Copy> copies,
        List<String> entrypoint,
        List<String> command) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param source a pattern of one path in the context
     * @param target in the work directory; {@code ./} keeps the name
     */
    record Copy(String source, String target) {}

    /**
     * @throws PlatformException when it says what is not understood here
     */
    static Dockerfile read(Path file) {
        try {
            return parse(file.getFileName().toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new PlatformException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static Dockerfile parse(String name, List<String> lines) {
        String workDirectory = "/";
        Map<String, String> environment = new LinkedHashMap<>();
        List<Copy> copies = new ArrayList<>();
        List<String> entrypoint = List.of();
        List<String> command = List.of();
        for (String line : lines) {
            String[] parts = line.strip().split("\\s+", 2);
            String rest = parts.length == 2 ? parts[1] : "";
            switch (parts[0]) {
                // RUN makes directories that a pod mounts over; USER and EXPOSE change nothing
                // here.
                case "", "ARG", "FROM", "RUN", "USER", "EXPOSE" -> {}
                case "WORKDIR" -> workDirectory = rest;
                case "ENV" -> environment.putAll(pairs(rest));
                case "COPY" -> copies.add(copy(name, rest));
                case "ENTRYPOINT" -> entrypoint = array(name, rest);
                case "CMD" -> command = array(name, rest);
                default -> {
                    if (!parts[0].startsWith("#")) {
                        throw new PlatformException(
                                name + " says " + parts[0] + ", which is not understood here.");
                    }
                }
            }
        }
        return new Dockerfile(workDirectory, environment, copies, entrypoint, command);
    }

    private static Map<String, String> pairs(String rest) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : rest.split("\\s+", -1)) {
            int equals = pair.indexOf('=');
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    private static Copy copy(String name, String rest) {
        String[] paths = rest.split("\\s+", -1);
        if (paths.length != 2 || paths[1].startsWith("/")) {
            throw new PlatformException(
                    "%s copies %s: one path, into the work directory, is understood here."
                            .formatted(name, rest));
        }
        return new Copy(paths[0], paths[1]);
    }

    private static List<String> array(String name, String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new PlatformException(
                    "%s has %s where a JSON array is to be: no shell is called."
                            .formatted(name, json),
                    e);
        }
    }
}
