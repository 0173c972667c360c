package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Roll-outs, drains and scaling leave a service that answers. */
final class AvailabilityRule implements Rule {

    private final Facts facts;

    AvailabilityRule(Facts facts) {
        this.facts = facts;
    }

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        overlay.withPods().forEach(each -> resources(each, findings));
        overlay.services().forEach(each -> service(overlay, each, findings));
        overlay.all("PodDisruptionBudget").forEach(each -> budget(each, findings));
        overlay.all("ScaledObject").forEach(each -> scaling(overlay, each, findings));
        return findings;
    }

    private static void resources(Manifest each, List<Finding> findings) {
        for (JsonNode container : each.containers()) {
            JsonNode requests = container.at("/resources/requests");
            JsonNode limits = container.at("/resources/limits");
            for (String resource : List.of("cpu", "memory")) {
                if (!requests.has(resource)) {
                    findings.add(each.finding("asks for no %s: it is placed anywhere", resource));
                } else if (limits.has(resource)
                        && amount(limits, resource).compareTo(amount(requests, resource)) < 0) {
                    findings.add(each.finding("asks for more %s than it may have", resource));
                }
            }
            if (!limits.has("memory")) {
                findings.add(each.finding("has no memory limit, and its heap is a share of it"));
            }
        }
    }

    private static BigDecimal amount(JsonNode resources, String resource) {
        return Quantity.getAmountInBytes(Quantity.parse(resources.path(resource).asText()));
    }

    private void service(Overlay overlay, Manifest each, List<Finding> findings) {
        Duration needed =
                duration("quarkus.shutdown.delay").plus(duration("quarkus.shutdown.timeout"));
        long grace = each.pod().path("terminationGracePeriodSeconds").asLong(30);
        if (grace <= needed.toSeconds()) {
            findings.add(
                    each.finding(
                            "is killed after %d s, in the middle of a hand-over of up to %d s",
                            grace, needed.toSeconds()));
        }
        JsonNode rolling = each.at("/spec/strategy/rollingUpdate");
        if (!rolling.path("maxUnavailable").asText().equals("0")) {
            findings.add(
                    each.finding(
                            "stops a replica before its successor is ready: maxUnavailable must be 0"));
        }
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            if (!each.containers().getFirst().has(probe)) {
                findings.add(each.finding("has no %s", probe));
            }
        }
        if (overlay.all("PodDisruptionBudget")
                .noneMatch(
                        budget ->
                                each.podLabels()
                                        .entrySet()
                                        .containsAll(
                                                Manifest.strings(
                                                                budget.at(
                                                                        "/spec/selector/matchLabels"))
                                                        .entrySet()))) {
            findings.add(each.finding("has no PodDisruptionBudget: a drain takes all replicas"));
        }
        if (overlay.all("ScaledObject").findAny().isPresent() && each.at("/spec").has("replicas")) {
            findings.add(
                    each.finding("names replicas, which every apply puts back over the scaler"));
        }
    }

    private Duration duration(String setting) {
        String value = facts.defaults().getOrDefault(setting, "0S");
        return Duration.parse("PT" + value.toUpperCase(Locale.ROOT));
    }

    private static void budget(Manifest each, List<Finding> findings) {
        if (each.at("/spec/maxUnavailable").asText().equals("0")) {
            findings.add(each.finding("lets no replica go: a node is never drained"));
        }
    }

    private static void scaling(Overlay overlay, Manifest each, List<Finding> findings) {
        String target = each.at("/spec/scaleTargetRef/name").asText();
        Optional<Manifest> deployment = overlay.find("Deployment", target);
        if (deployment.isEmpty()) {
            findings.add(each.finding("scales %s, which is not there", target));
        }
        int max = each.at("/spec/maxReplicaCount").asInt(100);
        int partitions =
                Integer.parseInt(
                        overlay.platform().getOrDefault("HEADWATER_TOPICS_PARTITIONS", "0"));
        if (max > partitions) {
            findings.add(
                    each.finding(
                            "makes up to %d replicas for %d partitions: the others own nothing",
                            max, partitions));
        }
        if (each.at("/spec/minReplicaCount").asInt(0) < 2) {
            findings.add(each.finding("goes below two replicas: every failure is an outage then"));
        }
    }
}
