package dev.headwater.kubernetes;

import static dev.headwater.kubernetes.Mistake.CONTAINER;
import static dev.headwater.kubernetes.Mistake.in;
import static dev.headwater.kubernetes.Mistake.service;
import static dev.headwater.kubernetes.Rendered.object;

import java.util.stream.Stream;

/** What shows on the day of a roll-out, a drain or an alarm. */
final class MistakesOfOperation {

    private MistakesOfOperation() {}

    static Stream<Mistake> operations() {
        return Stream.of(
                service(
                        "a hand-over is cut short",
                        d ->
                                object(d, "/spec/template/spec")
                                        .put("terminationGracePeriodSeconds", 5),
                        "is killed after 5 s"),
                service(
                        "a roll-out stops a replica first",
                        d -> object(d, "/spec/strategy/rollingUpdate").put("maxUnavailable", 1),
                        "maxUnavailable must be 0"),
                service(
                        "a service has no memory limit",
                        d -> object(d, CONTAINER + "/resources").remove("limits"),
                        "has no memory limit"),
                service(
                        "a service asks for more than it may have",
                        d -> object(d, CONTAINER + "/resources/limits").put("memory", "64Mi"),
                        "asks for more memory"),
                service(
                        "replicas are set against the scaler",
                        d -> object(d, "/spec").put("replicas", 3),
                        "names replicas"),
                in(
                        "production",
                        "a node is never drained",
                        "PodDisruptionBudget/headwater-orders",
                        d -> object(d, "/spec").put("maxUnavailable", 0),
                        "lets no replica go"),
                in(
                        "production",
                        "the scaler scales nothing",
                        "ScaledObject/orders",
                        d -> object(d, "/spec/scaleTargetRef").put("name", "orders"),
                        "scales orders, which is not there"),
                in(
                        "production",
                        "there are more replicas than partitions",
                        "ScaledObject/orders",
                        d -> object(d, "/spec").put("maxReplicaCount", 13),
                        "13 replicas for 12 partitions"),
                in(
                        "production",
                        "an alert asks for what nobody measures",
                        "PrometheusRule/headwater",
                        d ->
                                object(d, "/spec/groups/0/rules/0")
                                        .put("expr", "headwater_partitions_live < 12"),
                        "asks for headwater_partitions_live"),
                in(
                        "production",
                        "an alert's runbook is not written",
                        "PrometheusRule/headwater",
                        d ->
                                object(d, "/spec/groups/0/rules/0/annotations")
                                        .put("runbook_url", "k8s/runbook.md#nowhere"),
                        "is no section of k8s/runbook.md"));
    }
}
