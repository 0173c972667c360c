package dev.headwater.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The TCP ports of a platform on the loopback interface, by name. A service's second replica
 * listens 100 above the first, the third 200 above.
 */
public final class Ports {

    public static final String KAFKA = "kafka";
    public static final String CONTROLLER = "kafka-controller";
    public static final String POSTGRES = "postgres";
    public static final String REGISTRY = "registry";
    public static final String REGISTRY_MANAGEMENT = "registry-management";
    public static final String GATEWAY = "gateway";

    private static final int REPLICA_STEP = 100;
    private static final int REPLICAS_MAX = 9;
    private static final int TRIES_MAX = 10_000;

    private final Map<String, Integer> ports;

    private Ports(Map<String, Integer> ports) {
        this.ports = ports;
    }

    /** The ports of the documentation: orders 8081, payments 8082, … PostgreSQL 15432. */
    public static Ports documented() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("orders", 8081);
        ports.put("payments", 8082);
        ports.put("inventory", 8083);
        ports.put(GATEWAY, 8089);
        ports.put(REGISTRY, 18080);
        ports.put(REGISTRY_MANAGEMENT, 18090);
        ports.put(KAFKA, 19092);
        ports.put(CONTROLLER, 19093);
        ports.put(POSTGRES, 15432);
        return new Ports(ports);
    }

    /**
     * Ports that nobody listens on now, below the range from which the system picks for clients.
     */
    public static Ports free() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        documented().ports.forEach((name, port) -> ports.put(name, freeWithReplicas(ports)));
        return new Ports(ports);
    }

    /**
     * These ports with those moved that the environment names: {@code HEADWATER_PORT_ORDERS=9081},
     * {@code HEADWATER_PORT_KAFKA_CONTROLLER=…}.
     *
     * @throws PlatformException when such a variable is not a port
     */
    public Ports movedBy(Map<String, String> environment) {
        Ports moved = this;
        for (String name : ports.keySet()) {
            String variable = variable(name);
            String value = environment.get(variable);
            if (value != null) {
                moved = moved.with(name, parse(variable, value));
            }
        }
        return moved;
    }

    public Ports with(String name, int port) {
        if (!ports.containsKey(name)) {
            throw new PlatformException(
                    "No port is called " + name + "; there are " + ports.keySet() + ".");
        }
        Map<String, Integer> changed = new LinkedHashMap<>(ports);
        changed.put(name, port);
        return new Ports(changed);
    }

    public int of(String name) {
        Integer port = ports.get(name);
        if (port == null) {
            throw new PlatformException("No port is known for " + name + ".");
        }
        return port;
    }

    /**
     * @param replica 1 for the first
     */
    public int of(String service, int replica) {
        return of(service) + (replica - 1) * REPLICA_STEP;
    }

    /** The environment variable that moves a port. */
    public static String variable(String name) {
        return "HEADWATER_PORT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Whether nothing listens on this port of the loopback interface. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int parse(String source, String value) {
        try {
            int port = Integer.parseInt(value.strip());
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Named below like a number that is none of a port.
        }
        throw new PlatformException(source + " is \"" + value + "\", not a port (1 to 65535).");
    }

    private static int freeWithReplicas(Map<String, Integer> taken) {
        for (int i = 0; i < TRIES_MAX; i++) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 31_000);
            boolean far = taken.values().stream().noneMatch(other -> near(other, port));
            if (far && isFree(port) && isFree(port + REPLICA_STEP)) {
                return port;
            }
        }
        throw new PlatformException("No free port was found between 20000 and 31000.");
    }

    private static boolean near(int one, int other) {
        return Math.abs(one - other) % REPLICA_STEP == 0
                && Math.abs(one - other) <= REPLICA_STEP * REPLICAS_MAX;
    }
}
