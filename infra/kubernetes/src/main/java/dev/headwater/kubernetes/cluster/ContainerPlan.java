package dev.headwater.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.kubernetes.Manifest;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a process of a pod's one container: command, arguments, environment, volumes, probes and
 * memory limit as in the manifest, over what the image says.
 *
 * <p>What a container's isolation does is done by settings here: paths below a mount become the
 * volume's directory, 0.0.0.0 becomes the pod's address, and the JVM is told names, temporary
 * directory and memory.
 */
final class ContainerPlan {

    private static final String EVERYWHERE = "0.0.0.0";
    private static final Pattern QUANTITY = Pattern.compile("(\\d+)(Ki|Mi|Gi)?");

    private final Map<String, Image> images;
    private final Configuration configuration;
    private final Path hosts;
    private final Path claims;

    /**
     * @param hosts names that JVMs resolve
     * @param claims where persistent volumes are
     */
    ContainerPlan(Map<String, Image> images, Configuration configuration, Path hosts, Path claims) {
        this.images = images;
        this.configuration = configuration;
        this.hosts = hosts;
        this.claims = claims;
    }

    /**
     * @param workload that the pod belongs to
     * @param directory of the pod, made anew
     * @throws PlatformException for what a kubelet would refuse, or what is not played here
     */
    Container of(Manifest workload, String podName, String ip, String node, Path directory) {
        JsonNode container = only(workload);
        Image image = image(container.path("image").asText());
        Map<String, Path> mounts = mounts(workload, container, podName, directory);
        Map<String, String> fields =
                Map.of(
                        "metadata.name", podName,
                        "metadata.namespace", workload.at("/metadata/namespace").asText(),
                        "status.podIP", ip,
                        "spec.nodeName", node);
        Map<String, String> stated =
                configuration.environment(container, image.environment(), fields);
        long memory = bytes(container.at("/resources/limits/memory").asText("0"));
        Map<String, String> environment = new LinkedHashMap<>();
        stated.forEach((name, value) -> environment.put(name, local(value, ip, mounts)));
        environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":/usr/bin:/bin");
        environment.put("JAVA_TOOL_OPTIONS", isolation(mounts, memory));
        List<String> command = new ArrayList<>();
        command(container, image)
                .forEach(
                        part -> command.add(local(Configuration.expand(part, stated), ip, mounts)));
        Map<String, Integer> ports = ports(container);
        return new Container(
                command,
                image.workDirectory(),
                environment,
                probe(container, "startupProbe", ports),
                probe(container, "readinessProbe", ports),
                probe(container, "livenessProbe", ports),
                memory);
    }

    private static JsonNode only(Manifest workload) {
        List<JsonNode> containers = workload.containers();
        if (containers.size() != 1) {
            throw new PlatformException(
                    workload.id() + ": pods of one container are played here, not of more.");
        }
        return containers.getFirst();
    }

    private Image image(String reference) {
        String name = reference.replaceFirst(":[^:/]+$", "");
        Image image = images.get(name);
        if (image == null) {
            throw new PlatformException(
                    "ErrImagePull: infra/compose.yaml builds no image " + reference + ".");
        }
        return image;
    }

    private static List<String> command(JsonNode container, Image image) {
        List<String> command = new ArrayList<>();
        if (container.has("command")) {
            container.path("command").forEach(each -> command.add(each.asText()));
        } else {
            command.addAll(image.entrypoint());
        }
        if (container.has("args")) {
            container.path("args").forEach(each -> command.add(each.asText()));
        } else if (!container.has("command")) {
            command.addAll(image.command());
        }
        return command;
    }

    private String isolation(Map<String, Path> mounts, long memory) {
        StringBuilder options = new StringBuilder("-Djdk.net.hosts.file=" + hosts);
        if (mounts.containsKey("/tmp")) {
            options.append(" -Djava.io.tmpdir=").append(mounts.get("/tmp"));
        }
        if (memory > 0) {
            options.append(" -XX:MaxRAM=").append(memory);
        }
        return options.toString();
    }

    /** By mount path the directory that stands for it. */
    private Map<String, Path> mounts(
            Manifest workload, JsonNode container, String podName, Path directory) {
        Map<String, JsonNode> volumes = new HashMap<>();
        workload.pod()
                .path("volumes")
                .forEach(each -> volumes.put(each.path("name").asText(), each));
        Map<String, Path> mounts = new LinkedHashMap<>();
        for (JsonNode mount : container.path("volumeMounts")) {
            String name = mount.path("name").asText();
            Path place =
                    volumes.containsKey(name)
                            ? directory.resolve(name)
                            : claims.resolve(name + "-" + podName);
            fill(place, volumes.containsKey(name) ? volumes.get(name) : null);
            mounts.put(mount.path("mountPath").asText(), place);
        }
        return mounts;
    }

    private void fill(Path place, @Nullable JsonNode volume) {
        try {
            Files.createDirectories(place);
            if (volume != null) {
                for (Map.Entry<String, String> file : configuration.files(volume).entrySet()) {
                    Files.writeString(place.resolve(file.getKey()), file.getValue());
                }
            }
        } catch (IOException e) {
            throw new PlatformException("Cannot make the volume " + place + ": " + e, e);
        }
    }

    private static String local(String text, String ip, Map<String, Path> mounts) {
        String changed = text.replace(EVERYWHERE, ip);
        for (Map.Entry<String, Path> mount : mounts.entrySet()) {
            Pattern below =
                    Pattern.compile(
                            "(?<![\\w./-])" + Pattern.quote(mount.getKey()) + "(?=$|[/:,;\\s])");
            changed =
                    below.matcher(changed)
                            .replaceAll(Matcher.quoteReplacement(mount.getValue().toString()));
        }
        return changed;
    }

    private static Map<String, Integer> ports(JsonNode container) {
        Map<String, Integer> ports = new HashMap<>();
        container
                .path("ports")
                .forEach(
                        each ->
                                ports.put(
                                        each.path("name").asText(),
                                        each.path("containerPort").asInt()));
        return ports;
    }

    private static @Nullable Probe probe(
            JsonNode container, String name, Map<String, Integer> ports) {
        return container.has(name) ? Probe.of(container.path(name), ports) : null;
    }

    /** A quantity of memory [bytes]. */
    static long bytes(String quantity) {
        Matcher matcher = QUANTITY.matcher(quantity);
        if (!matcher.matches()) {
            throw new PlatformException("The quantity " + quantity + " is not played here.");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case null -> number;
            case "Ki" -> number << 10;
            case "Mi" -> number << 20;
            default -> number << 30;
        };
    }
}
