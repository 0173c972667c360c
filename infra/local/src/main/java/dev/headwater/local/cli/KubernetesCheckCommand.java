package dev.headwater.local.cli;

import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * In a process of its own: the published types of Kubernetes are many, and no other command needs
 * them.
 */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Renders both overlays and holds every object against published schemas, against the others and",
            "against what the services of this checkout serve, read and measure. Needs kubectl, and no cluster.",
            "Exit code 1 when there is a mistake."
        })
final class KubernetesCheckCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path root = new Checkout().repository().root();
        Path target = root.resolve("infra/kubernetes/target");
        Path libraries = target.resolve("lib");
        if (!Files.isDirectory(libraries)) {
            throw new PlatformException(
                    "infra/kubernetes was not built: mvn -Dmaven.test.skip package, or ./headwater up.");
        }
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                target.resolve("*") + ":" + libraries.resolve("*"),
                                "dev.headwater.kubernetes.Main",
                                root.toString()))
                .inheritIO()
                .start()
                .waitFor();
    }
}
