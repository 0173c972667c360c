package dev.headwater.acceptance.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.headwater.local.Ports;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * {@code infra/compose.yaml} on a Docker engine of this machine, by Testcontainers: every part a
 * container, on a network of their own, published on free ports of the loopback interface. When
 * this JVM is interrupted, Testcontainers removes them; when it is killed, the next one does.
 */
public final class ContainerPlatform implements Closeable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    /** Where a part that serves HTTP says that it is ready; the others have a check in the file. */
    private static final Map<String, String> READY =
            Map.of("registry", "/apis/registry/v3/system/info", "gateway", "/health");

    private final Ports ports = Ports.free();
    private final Path logs;
    private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();
    private final Network network =
            Network.builder()
                    .createNetworkCmdModifier(
                            command -> {
                                Map<String, String> labels = new HashMap<>(Leftovers.labels());
                                if (command.getLabels() != null) {
                                    labels.putAll(command.getLabels());
                                }
                                command.withLabels(labels);
                            })
                    .build();

    private ContainerPlatform(Path logs) {
        this.logs = logs;
    }

    /** A sentence saying why there can be no such platform here; nothing when there can. */
    public static Optional<String> obstacle() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers");
        }
        return Images.missing();
    }

    /**
     * Builds our images and starts everything; returns when all is ready.
     *
     * @param logs gets a file for each container
     * @param environments over those of the file, by part
     * @throws RuntimeException when something does not start; what was started is removed
     */
    public static ContainerPlatform start(
            Path logs, Map<String, Map<String, String>> environments) {
        Leftovers.remove();
        ContainerPlatform platform = new ContainerPlatform(logs);
        try {
            platform.bringUp(environments);
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Where the platform listens, on 127.0.0.1. */
    public Ports ports() {
        return ports;
    }

    private void bringUp(Map<String, Map<String, String>> environments) {
        Map<String, String> images = Images.variables();
        ComposeFile file =
                ComposeFile.read(
                        Images.composeFile(),
                        variable -> images.getOrDefault(variable, port(variable)));
        file.parts().values().stream().filter(part -> part.build() != null).forEach(Images::build);
        for (ComposeFile.Part part : file.parts().values()) {
            containers.put(part.name(), container(part, environments));
        }
        for (ComposeFile.Part part : file.parts().values()) {
            for (String other : part.dependsOn()) {
                GenericContainer<?> needed = Objects.requireNonNull(containers.get(other), other);
                Objects.requireNonNull(containers.get(part.name())).dependsOn(needed);
            }
        }
        Startables.deepStart(containers.values()).join();
    }

    /** The port that a variable of the file moves; nothing for what is no port. */
    private String port(String variable) {
        String prefix = Ports.variable("");
        if (!variable.startsWith(prefix)) {
            return "";
        }
        String name = variable.substring(prefix.length()).toLowerCase(Locale.ROOT);
        return Integer.toString(ports.of(name.replace('_', '-')));
    }

    private GenericContainer<?> container(
            ComposeFile.Part part, Map<String, Map<String, String>> environments) {
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(part.image()))
                        .withNetwork(network)
                        .withNetworkAliases(part.name())
                        .withLabels(Leftovers.labels())
                        .withEnv(part.environment())
                        .withEnv(environments.getOrDefault(part.name(), Map.of()))
                        .withTmpFs(part.tmpfs())
                        .withLogConsumer(new LogFile(logs.resolve(part.name() + ".log")))
                        .withCreateContainerCmdModifier(command -> harden(command, part));
        if (!part.command().isEmpty()) {
            container.withCommand(part.command().toArray(String[]::new));
        }
        part.files()
                .forEach(
                        (file, path) ->
                                container.withCopyFileToContainer(
                                        MountableFile.forHostPath(file, 0644), path));
        container.setPortBindings(part.ports());
        if (part.ends()) {
            container.withStartupCheckStrategy(
                    new OneShotStartupCheckStrategy().withTimeout(START_TIMEOUT));
        } else {
            container.waitingFor(ready(container, part).withStartupTimeout(START_TIMEOUT));
        }
        return container;
    }

    private static void harden(CreateContainerCmd command, ComposeFile.Part part) {
        HostConfig host = Objects.requireNonNull(command.getHostConfig());
        host.withReadonlyRootfs(part.readOnly())
                .withCapDrop(
                        part.capDrop().stream().map(Capability::valueOf).toArray(Capability[]::new))
                .withSecurityOpts(part.securityOpt());
        if (!part.volumes().isEmpty()) {
            command.withVolumes(part.volumes().stream().map(Volume::new).toList());
        }
        ComposeFile.Check check = part.check();
        if (check != null) {
            command.withHealthcheck(
                    new HealthCheck()
                            .withTest(check.test())
                            .withInterval(check.interval().toNanos())
                            .withTimeout(check.timeout().toNanos())
                            .withRetries(check.retries()));
        }
    }

    private static WaitStrategy ready(GenericContainer<?> container, ComposeFile.Part part) {
        if (part.check() != null) {
            return Wait.forHealthcheck();
        }
        String published = part.ports().getFirst();
        int port = Integer.parseInt(published.substring(published.lastIndexOf(':') + 1));
        container.addExposedPort(port);
        return Wait.forHttp(READY.getOrDefault(part.name(), "/q/health/ready")).forPort(port);
    }

    /** Removes the containers, last started first, and the network. */
    @Override
    public void close() {
        List<GenericContainer<?>> started = new ArrayList<>(containers.values());
        containers.clear();
        started.reversed().forEach(GenericContainer::stop);
        network.close();
    }

    /** What a container says, as it says it. */
    private static final class LogFile implements Consumer<OutputFrame> {

        private final Path file;

        LogFile(Path file) {
            this.file = file;
        }

        @Override
        public synchronized void accept(OutputFrame frame) {
            if (frame.getType() == OutputFrame.OutputType.END) {
                return;
            }
            try (OutputStream log =
                    Files.newOutputStream(
                            file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                log.write(frame.getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
