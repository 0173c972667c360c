package dev.headwater.faults;

import dev.headwater.broker.Directories;
import dev.headwater.kubernetes.Overlay;
import dev.headwater.kubernetes.cluster.Cluster;
import dev.headwater.kubernetes.cluster.Pod;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The local overlay's pods on a cluster of processes, with the Kafka, PostgreSQL and registry of
 * {@code infra/local} behind their Services. Its pods' logs stay in {@code
 * target/platform-logs/rehearsal}.
 */
final class RehearsedCluster implements Sites, AutoCloseable {

    private static final int SERVICE_PORT = 8080;

    private final Path directory = Directories.temporary();
    private final LocalPlatform infrastructure;
    private final Cluster cluster;

    RehearsedCluster() {
        Overlay overlay = Overlay.render(Repository.find().root(), "local");
        infrastructure =
                LocalPlatform.plan()
                        .directory(directory.resolve("infrastructure"))
                        .freePorts()
                        .infrastructureOnly()
                        .provisioning(false)
                        .start();
        cluster =
                new Cluster(
                        overlay,
                        Repository.find().root(),
                        directory.resolve("cluster"),
                        Map.of(
                                "kafka", server("kafka"),
                                "postgres-rw", server("postgres"),
                                "registry", server("registry")),
                        event -> System.out.println("cluster: " + event));
    }

    private InetSocketAddress server(String name) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), infrastructure.port(name));
    }

    Cluster cluster() {
        return cluster;
    }

    @Override
    public String bootstrapServers() {
        return infrastructure.bootstrapServers();
    }

    @Override
    public String gatewayUrl() {
        return cluster.url("payment-gateway");
    }

    /** The Service's, whatever pods are behind it. */
    @Override
    public List<String> urls(String service) {
        return List.of(cluster.url("headwater-" + service));
    }

    @Override
    public String replica(String service) {
        return replicas(service).getFirst();
    }

    /** Base URLs of the pods that are ready now. */
    List<String> replicas(String service) {
        return cluster.pods("headwater-" + service).stream()
                .filter(Pod::isReady)
                .map(pod -> "http://" + pod.ip() + ":" + SERVICE_PORT)
                .toList();
    }

    @Override
    public void awaitReady() {
        cluster.awaitReady();
    }

    @Override
    public void close() throws IOException {
        cluster.close();
        infrastructure.close();
        Directories.keepLogs(directory.resolve("cluster/logs"), "rehearsal");
        Directories.delete(directory);
    }
}
