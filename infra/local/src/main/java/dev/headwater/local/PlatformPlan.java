package dev.headwater.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a platform is to consist of; {@link #start()} makes it so.
 *
 * <p>Defaults: infrastructure and every service, one replica each, documented ports, data in the
 * checkout's {@code .headwater}, crashed processes restarted.
 */
public final class PlatformPlan {

    /** The services of this repository, in the order in which they are listed. */
    public static final List<String> SERVICES = List.of("orders", "payments", "inventory");

    final Repository repository;
    Repository servicesBuilt;
    PlatformDirectory directory;
    Ports ports = Ports.documented();
    List<String> services = SERVICES;
    List<String> jvmOptions = List.of();
    boolean restarts = true;
    boolean provisioning = true;
    Consumer<String> progress = line -> {};
    private final Map<String, Integer> replicas = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> environments = new LinkedHashMap<>();
    @Nullable ProxiedListener proxied;

    PlatformPlan(Repository repository) {
        this.repository = repository;
        this.servicesBuilt = repository;
        this.directory = new PlatformDirectory(repository.root().resolve(".headwater"));
    }

    /** Keeps everything below this directory; a test gives a temporary one. */
    public PlatformPlan directory(Path base) {
        directory = new PlatformDirectory(base);
        return this;
    }

    public PlatformPlan ports(Ports chosen) {
        ports = chosen;
        return this;
    }

    /** Ports that are free now. */
    public PlatformPlan freePorts() {
        return ports(Ports.free());
    }

    public PlatformPlan services(String... names) {
        services = List.of(names);
        return this;
    }

    /** Services start from what another checkout was built to; all else stays this one's. */
    public PlatformPlan servicesFrom(Path checkout) {
        servicesBuilt = new Repository(checkout);
        return this;
    }

    /** Broker, PostgreSQL and registry alone. */
    public PlatformPlan infrastructureOnly() {
        return services();
    }

    public PlatformPlan replicas(String service, int count) {
        replicas.put(service, count);
        return this;
    }

    public PlatformPlan replicas(Map<String, Integer> counts) {
        replicas.putAll(counts);
        return this;
    }

    /**
     * Environment of a process group (a service, {@code gateway}, {@code registry}), over the
     * defaults.
     */
    public PlatformPlan environment(String group, Map<String, String> variables) {
        environments.merge(
                group,
                Map.copyOf(variables),
                (old, added) -> {
                    Map<String, String> both = new LinkedHashMap<>(old);
                    both.putAll(added);
                    return Map.copyOf(both);
                });
        return this;
    }

    /** Further JVM options of the services, over the defaults: the last one of a kind counts. */
    public PlatformPlan jvmOptions(List<String> options) {
        jvmOptions = List.copyOf(options);
        return this;
    }

    /** Whether a process that ends by itself, or is killed, is started again. */
    public PlatformPlan restarts(boolean on) {
        restarts = on;
        return this;
    }

    /** Whether topics and schemas are provisioned before the services start. */
    public PlatformPlan provisioning(boolean on) {
        provisioning = on;
        return this;
    }

    /**
     * A second listener of the broker for clients that come through a proxy.
     *
     * @param port where the broker listens for the proxy
     * @param advertisedPort where it tells clients of this listener to come: the proxy's own
     */
    public PlatformPlan proxiedBroker(int port, int advertisedPort) {
        proxied = new ProxiedListener(port, advertisedPort);
        return this;
    }

    /** Gets a line for every step and every crash. Called from several threads. */
    public PlatformPlan progress(Consumer<String> listener) {
        progress = listener;
        return this;
    }

    /**
     * Starts everything, provisions, and returns when every process is ready.
     *
     * @throws PlatformException when something cannot be started; what was started is stopped
     */
    public LocalPlatform start() {
        return LocalPlatform.start(this);
    }

    int replicasOf(String service) {
        return replicas.getOrDefault(service, 1);
    }

    Map<String, String> environmentOf(String group) {
        return environments.getOrDefault(group, Map.of());
    }
}
