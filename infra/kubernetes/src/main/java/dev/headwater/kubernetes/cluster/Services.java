package dev.headwater.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.kubernetes.Manifest;
import dev.headwater.kubernetes.Overlay;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Services of a cluster: names, addresses, and connections to the endpoints of the moment. */
final class Services implements AutoCloseable {

    private static final int UNPRIVILEGED = 1024;

    private final Overlay overlay;
    private final Map<String, InetSocketAddress> outside;
    private final Collection<Workload> workloads;
    private final Addresses addresses = Addresses.free();
    private final Map<String, ServiceProxy> entries = new LinkedHashMap<>();
    private final List<ServiceProxy> proxies = new ArrayList<>();

    /**
     * @param outside by Service name a server that is no pod here
     * @param workloads whose pods may be endpoints; looked at with each connection
     */
    Services(
            Overlay overlay,
            Map<String, InetSocketAddress> outside,
            Collection<Workload> workloads) {
        this.overlay = overlay;
        this.outside = Map.copyOf(outside);
        this.workloads = workloads;
    }

    /** Gives each Service its address, and writes the names that JVMs are to resolve. */
    void name(Path hosts) {
        overlay.all("Service").forEach(each -> addresses.service(each.name()));
        addresses.writeHosts(
                hosts, overlay.all("Namespace").findFirst().map(Manifest::name).orElse("default"));
    }

    String podAddress() {
        return addresses.pod();
    }

    /** Whether the caller runs the server behind a Service that selects this workload's pods. */
    boolean leadOutside(Manifest workload) {
        return overlay.all("Service")
                .filter(service -> outside.containsKey(service.name()))
                .anyMatch(service -> selects(service, workload));
    }

    /** Listens, inside at each Service's address and for clients outside at a free port. */
    void open() {
        overlay.all("Service").forEach(this::open);
    }

    private void open(Manifest service) {
        try {
            for (JsonNode port : service.at("/spec/ports")) {
                int number = port.path("port").asInt();
                if (number >= UNPRIVILEGED) {
                    proxies.add(
                            new ServiceProxy(
                                    new InetSocketAddress(
                                            addresses.service(service.name()), number),
                                    () -> endpoints(service, port)));
                }
                entries.put(
                        service.name(),
                        new ServiceProxy(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                () -> endpoints(service, port)));
            }
        } catch (IOException e) {
            throw new PlatformException(
                    "Service %s cannot listen: %s".formatted(service.name(), e.getMessage()), e);
        }
    }

    private List<InetSocketAddress> endpoints(Manifest service, JsonNode port) {
        InetSocketAddress server = outside.get(service.name());
        if (server != null) {
            return List.of(server);
        }
        List<InetSocketAddress> endpoints = new ArrayList<>();
        for (Workload each : workloads) {
            if (selects(service, each.manifest())) {
                int number = target(each.manifest(), port);
                each.all().stream()
                        .filter(Pod::isEndpoint)
                        .forEach(pod -> endpoints.add(new InetSocketAddress(pod.ip(), number)));
            }
        }
        return endpoints;
    }

    private static boolean selects(Manifest service, Manifest workload) {
        Map<String, String> wanted = Manifest.strings(service.at("/spec/selector"));
        return !wanted.isEmpty() && workload.podLabels().entrySet().containsAll(wanted.entrySet());
    }

    private static int target(Manifest workload, JsonNode port) {
        String target = port.path("targetPort").asText(port.path("port").asText());
        for (JsonNode container : workload.containers()) {
            for (JsonNode each : container.path("ports")) {
                if (each.path("name").asText().equals(target)) {
                    return each.path("containerPort").asInt();
                }
            }
        }
        return Integer.parseInt(target);
    }

    /** Where clients outside reach a Service, like a port that is forwarded. */
    String url(String service) {
        ServiceProxy entry = entries.get(service);
        if (entry == null) {
            throw new PlatformException("There is no Service " + service + ".");
        }
        return "http://127.0.0.1:" + entry.port();
    }

    @Override
    public void close() throws IOException {
        for (ServiceProxy each : proxies) {
            each.close();
        }
        for (ServiceProxy each : entries.values()) {
            each.close();
        }
        addresses.close();
    }
}
