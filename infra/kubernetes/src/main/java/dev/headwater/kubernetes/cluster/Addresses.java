package dev.headwater.kubernetes.cluster;

import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * The cluster's network: loopback addresses for pods and Services, and a file that tells JVMs the
 * Services' names. All that they can resolve is in it, so nothing outside is ever addressed.
 */
final class Addresses implements AutoCloseable {

    private static final int TRIES = 100;
    private static final int HOSTS = 250;

    /** Whoever listens on this port of a network's last address has the network. */
    private static final int MARK = 20_001;

    private final String network;
    private final ServerSocket claim;
    private final Map<String, String> services = new LinkedHashMap<>();
    private int pods;

    private Addresses(String network, ServerSocket claim) {
        this.network = network;
        this.claim = claim;
    }

    /**
     * A network that no other cluster has now.
     *
     * @throws PlatformException where 127.0.0.0/8 is not all loopback
     */
    static Addresses free() {
        for (int i = 0; i < TRIES; i++) {
            String network = "127." + ThreadLocalRandom.current().nextInt(10, 250) + ".";
            try {
                ServerSocket claim = new ServerSocket();
                try {
                    claim.bind(new InetSocketAddress(network + "255.254", MARK));
                    return new Addresses(network, claim);
                } catch (IOException e) {
                    claim.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new PlatformException(
                "No address of 127.0.0.0/8 but 127.0.0.1 can be listened on: pods have an address"
                        + " each, which needs Linux.");
    }

    /** The address of one pod, never given twice. */
    synchronized String pod() {
        int number = pods++;
        return network + number / HOSTS + "." + (1 + number % HOSTS);
    }

    /** The address of a Service: the same for the same name. */
    synchronized String service(String name) {
        return services.computeIfAbsent(name, _ -> network + "200." + (1 + services.size()));
    }

    /** Writes what JVMs are to resolve names by. */
    synchronized void writeHosts(Path file, String namespace) {
        String lines =
                services.entrySet().stream()
                        .map(each -> line(each.getValue(), each.getKey(), namespace))
                        .collect(Collectors.joining("\n", "127.0.0.1 localhost\n", "\n"));
        try {
            Files.writeString(file, lines);
        } catch (IOException e) {
            throw new PlatformException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static String line(String address, String name, String namespace) {
        String qualified = name + "." + namespace + ".svc";
        return String.join(" ", address, name, qualified, qualified + ".cluster.local");
    }

    @Override
    public void close() throws IOException {
        claim.close();
    }
}
