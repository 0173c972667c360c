package dev.headwater.local.cli;

import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.Ports;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the platform of this checkout, in the foreground or detached. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts Kafka, PostgreSQL, the registry and every service on this machine.",
            "Data lives in .headwater and survives. Ctrl-C stops all in order.",
            "A port is moved with --port or an environment variable: HEADWATER_PORT_ORDERS,",
            "_PAYMENTS, _INVENTORY, _GATEWAY, _REGISTRY, _REGISTRY_MANAGEMENT, _KAFKA,",
            "_KAFKA_CONTROLLER, _POSTGRES.",
            "HEADWATER_JVM_OPTIONS adds options to the services' JVMs, separated by spaces."
        })
final class UpCommand implements Callable<Integer> {

    @Option(names = "--fresh", description = "Wipes all data and logs first.")
    private boolean fresh;

    @Option(
            names = "--detach",
            description = "Returns when all is ready; stop with ./headwater down.")
    private boolean detach;

    @Option(
            names = "--replicas",
            paramLabel = "<service>=<count>,…",
            converter = Replicas.Converter.class,
            description = "Starts 1 to 3 replicas of a service, on its port, +100 and +200.")
    private Replicas replicas = new Replicas(Map.of());

    @Option(
            names = "--port",
            paramLabel = "<name>=<port>",
            description = "Moves a port, for example --port orders=9081.")
    private Map<String, Integer> moved = new LinkedHashMap<>();

    @Option(
            names = "--without",
            paramLabel = "<service>",
            split = ",",
            description = "Leaves services out, for example to run one from an IDE.")
    private List<String> without = new ArrayList<>();

    @Option(names = "--supervise", hidden = true)
    private boolean supervise;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Checkout checkout = new Checkout();
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        PlatformState running = PlatformState.read(checkout.directory()).orElse(null);
        if (running != null) {
            if (fresh) {
                throw new PlatformException(
                        "The platform is running: ./headwater down first, then up --fresh.");
            }
            out.println("The platform is running already (pid " + running.supervisor() + ").");
            StatusTable.urls(running, out);
            return 0;
        }
        if (fresh) {
            checkout.directory().wipe();
        }
        if (detach) {
            return new Detached(checkout, out).start(arguments());
        }
        foreground(out);
        return 0;
    }

    private void foreground(PrintWriter out) throws InterruptedException {
        long began = System.nanoTime();
        PlatformPlan plan =
                LocalPlatform.plan()
                        .ports(ports())
                        .services(services())
                        .jvmOptions(jvmOptions())
                        .replicas(replicas.counts())
                        .progress(
                                line -> {
                                    out.println("  " + line);
                                    out.flush();
                                });
        out.println("starting Kafka, PostgreSQL, the registry and the services …");
        out.flush();
        try (LocalPlatform platform = plan.start()) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            out.printf("ready after %.1f s%n", took.toMillis() / 1000.0);
            if (!supervise) {
                StatusTable.urls(PlatformState.read(platform.directory()).orElseThrow(), out);
                out.println("Ctrl-C stops everything; try ./headwater demo in another terminal.");
            }
            out.flush();
            Thread.currentThread().join();
        }
    }

    private static List<String> jvmOptions() {
        String options = System.getenv().getOrDefault("HEADWATER_JVM_OPTIONS", "").strip();
        return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
    }

    private String[] services() {
        return PlatformPlan.SERVICES.stream()
                .filter(service -> !without.contains(service))
                .toArray(String[]::new);
    }

    private Ports ports() {
        Ports ports = Ports.documented().movedBy(System.getenv());
        for (Map.Entry<String, Integer> entry : moved.entrySet()) {
            ports = ports.with(entry.getKey(), entry.getValue());
        }
        return ports;
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("up", "--supervise"));
        moved.forEach((name, port) -> arguments.addAll(List.of("--port", name + "=" + port)));
        replicas.counts()
                .forEach((name, n) -> arguments.addAll(List.of("--replicas", name + "=" + n)));
        without.forEach(name -> arguments.addAll(List.of("--without", name)));
        return arguments;
    }
}
