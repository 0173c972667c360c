package dev.headwater.kubernetes.cluster;

import java.util.Comparator;
import java.util.List;

/** A place for pods. */
final class Node {

    private static final String APP = "app.kubernetes.io/name";

    private final String name;
    private volatile boolean schedulable = true;

    Node(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void schedulable(boolean on) {
        schedulable = on;
    }

    /**
     * The scheduler's choice: where the fewest pods of the same application are, as the topology
     * spread asks; of these, where the fewest pods are.
     *
     * @param pods that are there and not ending
     * @throws IllegalStateException when every node is cordoned or lost
     */
    static Node pick(List<Node> nodes, String app, List<Pod> pods) {
        return nodes.stream()
                .filter(node -> node.schedulable)
                .min(
                        Comparator.<Node>comparingLong(node -> node.count(app, pods))
                                .thenComparingLong(node -> node.count("", pods)))
                .orElseThrow(() -> new IllegalStateException("every node is cordoned or lost"));
    }

    private long count(String app, List<Pod> pods) {
        return pods.stream()
                .filter(pod -> pod.node().equals(name))
                .filter(pod -> app.isEmpty() || app.equals(pod.labels().get(APP)))
                .count();
    }
}
