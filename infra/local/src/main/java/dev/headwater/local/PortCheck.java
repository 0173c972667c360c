package dev.headwater.local;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out before anything is started whether another program has a port that the platform needs.
 */
final class PortCheck {

    private final PlatformPlan plan;

    PortCheck(PlatformPlan plan) {
        this.plan = plan;
    }

    /**
     * @throws PlatformException that names every taken port, who wanted it and how to move it
     */
    void requireFree() {
        List<String> taken = new ArrayList<>();
        for (String name :
                List.of(
                        Ports.KAFKA,
                        Ports.CONTROLLER,
                        Ports.POSTGRES,
                        Ports.REGISTRY,
                        Ports.REGISTRY_MANAGEMENT)) {
            check(name, plan.ports.of(name), name, taken);
        }
        if (plan.services.contains("payments")) {
            check(Ports.GATEWAY, plan.ports.of(Ports.GATEWAY), Ports.GATEWAY, taken);
        }
        for (String service : plan.services) {
            for (int replica = 1; replica <= plan.replicasOf(service); replica++) {
                check(service + "-" + replica, plan.ports.of(service, replica), service, taken);
            }
        }
        if (!taken.isEmpty()) {
            throw new PlatformException(String.join("\n", taken));
        }
    }

    private static void check(String who, int port, String name, List<String> taken) {
        if (!Ports.isFree(port)) {
            taken.add(
                    "Port %d, which %s needs, is taken by another program: end that one, or move %s with --port %s=<port> or %s=<port>."
                            .formatted(port, who, who, name, Ports.variable(name)));
        }
    }
}
