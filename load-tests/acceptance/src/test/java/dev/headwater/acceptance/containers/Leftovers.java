package dev.headwater.acceptance.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/**
 * Containers and networks say which process they belong to, so that the next run removes what a
 * killed one left. That needs no image of its own, unlike Testcontainers' reaper.
 */
final class Leftovers {

    private static final String LABEL = "dev.headwater.owner";

    private Leftovers() {}

    /** The labels of everything that this process makes. */
    static Map<String, String> labels() {
        ProcessHandle self = ProcessHandle.current();
        return Map.of(LABEL, host() + " " + self.pid() + " " + began(self));
    }

    /** Removes what processes of this machine left that are no more. */
    static void remove() {
        DockerClient docker = DockerClientFactory.lazyClient();
        for (Container container :
                docker.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(LABEL))
                        .exec()) {
            if (isLeft(container.getLabels())) {
                docker.removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            }
        }
        for (Network network : docker.listNetworksCmd().exec()) {
            if (network.getLabels() != null && isLeft(network.getLabels())) {
                docker.removeNetworkCmd(network.getId()).exec();
            }
        }
    }

    private static boolean isLeft(Map<String, String> labels) {
        String[] owner = labels.getOrDefault(LABEL, "").split(" ", 3);
        if (owner.length != 3 || !owner[0].equals(host())) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(owner[1]))
                .map(process -> !began(process).equals(owner[2]))
                .orElse(true);
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
