package dev.headwater.kubernetes.cluster;

import dev.headwater.kubernetes.Manifest;
import dev.headwater.kubernetes.Overlay;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The rendered pods of an overlay, run as processes of this machine on three nodes. Operations are
 * called by one thread; they return when what they are for has come true.
 *
 * <p>Services of which the caller brings the servers (Kafka, PostgreSQL, the registry) lead there,
 * and the pods behind them in the overlay are not run.
 */
public final class Cluster implements AutoCloseable {

    private static final int NODES = 3;

    /**
     * When a lost node is taken for lost, its endpoints dropped and its pods replaced. Kubernetes
     * takes 50 s for the first and another 300 s for the second; what is to be seen in between is
     * the same, only longer.
     */
    private static final Duration NODE_NOTICED_AFTER = Duration.ofSeconds(5);

    private final Overlay overlay;
    private final Path directory;
    private final Consumer<String> events;
    private final ContainerPlan plan;
    private final List<Node> nodes =
            IntStream.rangeClosed(1, NODES).mapToObj(i -> new Node("node-" + i)).toList();
    private final Map<String, Workload> workloads = new LinkedHashMap<>();
    private final Services services;
    private final Thread closer = new Thread(this::close, "cluster-closer");
    private boolean closed;

    /**
     * @param overlay as rendered
     * @param root of the checkout, built
     * @param directory for logs and volumes
     * @param outside by Service name a server that the caller runs
     * @param events gets a sentence for everything that happens to a pod; called by any thread
     * @throws PlatformException when something was not built, or on a machine that is no Linux
     */
    public Cluster(
            Overlay overlay,
            Path root,
            Path directory,
            Map<String, InetSocketAddress> outside,
            Consumer<String> events) {
        this.overlay = overlay;
        this.directory = directory;
        this.events = events;
        this.services = new Services(overlay, outside, workloads.values());
        Path hosts = directory.resolve("hosts");
        try {
            Files.createDirectories(directory.resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        plan =
                new ContainerPlan(
                        Image.all(root, directory.resolve("images")),
                        new Configuration(overlay),
                        hosts,
                        directory.resolve("claims"));
        overlay.withPods()
                .filter(each -> !services.leadOutside(each))
                .forEach(each -> workloads.put(each.name(), new Workload(each, this::launch)));
        services.name(hosts);
        Runtime.getRuntime().addShutdownHook(closer);
    }

    /** Makes everything at once, as {@code kubectl apply} does, and waits until all is ready. */
    public void apply() {
        services.open();
        workloads.values().forEach(Workload::reconcile);
        awaitReady();
    }

    /** Waits until every workload is as wanted. */
    public void awaitReady() {
        workloads.values().forEach(Workload::awaitSettled);
    }

    private Pod launch(Workload workload, String podName) {
        Manifest manifest = workload.manifest();
        List<Pod> living = workloads.values().stream().flatMap(w -> w.live().stream()).toList();
        String app = manifest.podLabels().getOrDefault("app.kubernetes.io/name", "");
        Node node = Node.pick(nodes, app, living);
        String ip = services.podAddress();
        Container container =
                plan.of(manifest, podName, ip, node.name(), directory.resolve("pods/" + podName));
        return new Pod(
                podName,
                node.name(),
                ip,
                manifest.podLabels(),
                container,
                manifest.pod().path("restartPolicy").asText("Always").equals("Always")
                        ? Pod.Restarts.ALWAYS
                        : Pod.Restarts.ON_FAILURE,
                Duration.ofSeconds(manifest.pod().path("terminationGracePeriodSeconds").asInt(30)),
                directory.resolve("logs/" + podName + ".log"),
                events);
    }

    /** Where clients outside reach a Service, like a port that is forwarded. */
    public String url(String service) {
        return services.url(service);
    }

    /** A workload's pods whose end has not begun. */
    public List<Pod> pods(String workload) {
        return workload(workload).live();
    }

    /** How many pods a node has. */
    public long podsOn(String node) {
        return everyPod().stream()
                .filter(pod -> !pod.isEnding() && pod.node().equals(node))
                .count();
    }

    /** Every pod that there ever was. */
    public List<Pod> everyPod() {
        return workloads.values().stream().flatMap(each -> each.all().stream()).toList();
    }

    private Workload workload(String name) {
        Workload found = workloads.get(name);
        if (found == null) {
            throw new PlatformException(
                    "There is no workload " + name + "; there are " + workloads.keySet() + ".");
        }
        return found;
    }

    /** {@code kubectl rollout restart}. */
    public void restart(String deployment) {
        workload(deployment).restart();
    }

    /** {@code kubectl scale}. */
    public void scale(String workload, int replicas) {
        workload(workload).scale(replicas);
    }

    /** {@code kubectl drain}: evicts pod after pod, each when the disruption budgets allow it. */
    public void drain(String name) {
        node(name).schedulable(false);
        for (Workload workload : workloads.values()) {
            for (Pod pod : workload.live()) {
                if (pod.node().equals(name) && !workload.isJob()) {
                    Workload.await("a budget allows " + pod.name(), () -> mayEvict(pod));
                    workload.end(pod);
                    workload.reconcile();
                }
            }
        }
        awaitReady();
    }

    private boolean mayEvict(Pod pod) {
        return overlay.all("PodDisruptionBudget")
                .filter(each -> pod.labels().entrySet().containsAll(labels(each).entrySet()))
                .allMatch(this::allowsOne);
    }

    private boolean allowsOne(Manifest budget) {
        Map<String, String> wanted = labels(budget);
        int desired = 0;
        int healthy = 0;
        for (Workload each : workloads.values()) {
            if (each.manifest().podLabels().entrySet().containsAll(wanted.entrySet())) {
                desired += each.replicas();
                healthy += (int) each.live().stream().filter(Pod::isReady).count();
            }
        }
        return healthy - 1 >= desired - budget.at("/spec/maxUnavailable").asInt(1);
    }

    private static Map<String, String> labels(Manifest budget) {
        return Manifest.strings(budget.at("/spec/selector/matchLabels"));
    }

    /** Pods may go there again. */
    public void uncordon(String name) {
        node(name).schedulable(true);
    }

    /** A node is gone, with all that ran on it, at once and without a word. */
    public void lose(String name) {
        Node node = node(name);
        node.schedulable(false);
        List<Pod> gone =
                workloads.values().stream()
                        .flatMap(each -> each.live().stream())
                        .filter(pod -> pod.node().equals(node.name()))
                        .toList();
        events.accept(name + " is lost, with " + gone.size() + " pods");
        gone.stream()
                .map(pod -> Thread.ofVirtual().start(pod::lose))
                .toList()
                .forEach(Cluster::join);
        pause(NODE_NOTICED_AFTER);
        gone.forEach(Pod::forget);
        workloads.values().forEach(Workload::reconcile);
        awaitReady();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while a node was lost.", e);
        }
    }

    private Node node(String name) {
        return nodes.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlatformException("There is no node " + name + "."));
    }

    /** Ends every pod in order. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        everyPod().stream()
                .filter(pod -> !pod.isEnding())
                .map(pod -> Thread.ofVirtual().start(pod::end))
                .toList()
                .forEach(Cluster::join);
        try {
            services.close();
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException _) {
            // This very hook runs: the JVM ends.
        }
    }
}
