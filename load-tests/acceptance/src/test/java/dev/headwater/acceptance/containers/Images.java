package dev.headwater.acceptance.containers;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.headwater.local.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/**
 * The images of {@code infra/compose.yaml}. Those that others publish are, in this order: what the
 * variable of the file names ({@code HEADWATER_KAFKA_IMAGE} and so on); what {@code
 * infra/images/offline.sh} made; the published one, pulled.
 */
final class Images {

    private static final List<String> PUBLISHED = List.of("base", "kafka", "postgres", "registry");

    private static final Duration BUILD_MAX = Duration.ofMinutes(3);

    private Images() {}

    static Path composeFile() {
        return Repository.find().root().resolve("infra/compose.yaml");
    }

    static String variable(String part) {
        return "HEADWATER_" + part.toUpperCase(Locale.ROOT) + "_IMAGE";
    }

    /** The image that stands for a variable of the file. */
    static String chosen(String part) {
        String variable = variable(part);
        String named = System.getenv(variable);
        if (named != null && !named.isBlank()) {
            return named;
        }
        String published = ComposeFile.fallback(composeFile(), variable);
        String tag = DockerImageName.parse(published).getVersionPart();
        String offline = "headwater-offline/" + part + ":" + tag;
        return isHere(offline) ? offline : published;
    }

    /** All variables of the file that name an image, with their values. */
    static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        PUBLISHED.forEach(part -> variables.put(variable(part), chosen(part)));
        return variables;
    }

    /** A sentence naming what is neither here nor can be pulled; nothing when all can be had. */
    static Optional<String> missing() {
        for (String image : variables().values()) {
            if (!isHere(image) && !isPulled(image)) {
                return Optional.of(
                        "the image "
                                + image
                                + " cannot be pulled (infra/images/offline.sh makes one)");
            }
        }
        return Optional.empty();
    }

    /**
     * Makes an image of ours from what the build left; a second or two when nothing changed. The
     * context goes to the engine as it is: Testcontainers would compress jars first.
     *
     * @throws com.github.dockerjava.api.exception.DockerClientException with the engine's reason
     */
    static void build(ComposeFile.Part part) {
        ComposeFile.Build build = Objects.requireNonNull(part.build());
        try {
            Path context = Files.createTempFile("headwater-" + part.name(), ".tar");
            try {
                BuildContext.write(context, build);
                try (InputStream tar = Files.newInputStream(context)) {
                    BuildImageCmd command =
                            DockerClientFactory.lazyClient()
                                    .buildImageCmd(tar)
                                    .withTags(Set.of(part.image()));
                    build.arguments().forEach(command::withBuildArg);
                    command.exec(new BuildImageResultCallback())
                            .awaitImageId(BUILD_MAX.toSeconds(), TimeUnit.SECONDS);
                }
            } finally {
                Files.delete(context);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHere(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static boolean isPulled(String image) {
        try {
            new RemoteDockerImage(DockerImageName.parse(image)).get();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
