package dev.headwater.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image of ours, laid out in a directory by links to what the build left.
 *
 * @param workDirectory on this machine
 */
record Image(
        Path workDirectory,
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> command) {

    private static final String LOCAL_TAG = ":local";

    /**
     * The images that {@code infra/compose.yaml} builds, by name without tag.
     *
     * @param root of the checkout
     * @param directory where they are laid out
     * @throws PlatformException when something was not built
     */
    static Map<String, Image> all(Path root, Path directory) {
        Path compose = root.resolve("infra/compose.yaml");
        try {
            JsonNode parts = new YAMLMapper().readTree(compose.toFile()).path("services");
            Map<String, Image> images = new LinkedHashMap<>();
            for (JsonNode part : parts) {
                if (part.has("build")) {
                    String name = part.path("image").asText().replace(LOCAL_TAG, "");
                    Path context =
                            built(compose.resolveSibling(part.at("/build/context").asText()));
                    Dockerfile file =
                            Dockerfile.read(context.resolve(part.at("/build/dockerfile").asText()));
                    images.put(name, layOut(file, context, directory.resolve(name)));
                }
            }
            return images;
        } catch (IOException e) {
            throw new PlatformException("Cannot lay out the images: " + e.getMessage(), e);
        }
    }

    private static Path built(Path context) {
        Path normalized = context.toAbsolutePath().normalize();
        if (!Files.isDirectory(normalized)) {
            throw new PlatformException(
                    normalized + " is missing: build first, for example with mvn package.");
        }
        return normalized;
    }

    static Image layOut(Dockerfile file, Path context, Path root) throws IOException {
        Path work = root.resolve(file.workDirectory().substring(1));
        Files.createDirectories(work);
        for (Dockerfile.Copy copy : file.copies()) {
            Path source = only(context, copy.source());
            Path target =
                    copy.target().equals("./")
                            ? work.resolve(source.getFileName())
                            : work.resolve(copy.target());
            Files.createSymbolicLink(target, source);
        }
        return new Image(work, file.environment(), file.entrypoint(), file.command());
    }

    private static Path only(Path context, String pattern) throws IOException {
        String name = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(context, name)) {
            for (Path each : found) {
                return each;
            }
        }
        throw new PlatformException(
                context + " has no " + pattern + ": build first, for example with mvn package.");
    }
}
