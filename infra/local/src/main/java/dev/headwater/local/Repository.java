package dev.headwater.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Where things are in a checkout that was built.
 *
 * @param root the directory that holds {@code headwater} and {@code infra}
 */
public record Repository(Path root) {

    private static final String LANDMARK = "infra/kafka/topics.yaml";

    /**
     * The checkout around the working directory, or the one that the system property {@code
     * headwater.root} names (the launcher sets it).
     *
     * @throws PlatformException when there is none
     */
    public static Repository find() {
        String property = System.getProperty("headwater.root");
        Path start = Path.of(property == null ? "" : property).toAbsolutePath().normalize();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(LANDMARK))) {
                return new Repository(at);
            }
        }
        throw new PlatformException("No Headwater checkout at or above " + start + ".");
    }

    public Path topics() {
        return root.resolve(LANDMARK);
    }

    /** Jars that the broker runs on: filled by the build of this module. */
    public Path libraries() {
        return built(root.resolve("infra/local/target/lib"));
    }

    public Path registry() {
        return built(root.resolve("infra/local/target/registry"));
    }

    public Path gatewayJar() {
        Path target = root.resolve("infra/gateway-simulator/target");
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(target, "headwater-gateway-simulator-*.jar")) {
            Iterator<Path> found = jars.iterator();
            if (found.hasNext()) {
                return found.next();
            }
        } catch (IOException e) {
            throw notBuilt(target, e);
        }
        throw notBuilt(target, null);
    }

    public Path serviceJar(String service) {
        return built(root.resolve("services/" + service + "/target/quarkus-app/quarkus-run.jar"));
    }

    /** What is fetched or unpacked once and shared by every platform of this checkout. */
    public Path tools() {
        return root.resolve(".headwater/tools");
    }

    private static Path built(Path path) {
        if (!Files.exists(path)) {
            throw notBuilt(path, null);
        }
        return path;
    }

    private static PlatformException notBuilt(
            Path path, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = path + " is missing: build first, for example with mvn package.";
        return cause == null
                ? new PlatformException(message)
                : new PlatformException(message, cause);
    }
}
