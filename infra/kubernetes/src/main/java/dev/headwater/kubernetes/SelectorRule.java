package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A selector that matches nothing does nothing, and says nothing about it. */
final class SelectorRule implements Rule {

    /** Of pods that operators make of other objects of the overlay, and the kind of those. */
    private static final Map<String, String> OPERATORS =
            Map.of(
                    "strimzi.io/cluster", "Kafka",
                    "cnpg.io/cluster", "Cluster",
                    "gateway.networking.k8s.io/gateway-name", "Gateway");

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        overlay.withPods()
                .filter(each -> !each.kind().equals("Job"))
                .forEach(each -> own(each, findings));
        overlay.all("Service")
                .forEach(
                        each ->
                                pods(
                                        overlay,
                                        each,
                                        each.at("/spec/selector"),
                                        "selects",
                                        findings));
        overlay.all("PodDisruptionBudget")
                .forEach(
                        each ->
                                pods(
                                        overlay,
                                        each,
                                        each.at("/spec/selector/matchLabels"),
                                        "selects",
                                        findings));
        overlay.all("NetworkPolicy").forEach(each -> policy(overlay, each, findings));
        overlay.all("ServiceMonitor")
                .forEach(
                        each -> {
                            Map<String, String> labels =
                                    Manifest.strings(each.at("/spec/selector/matchLabels"));
                            if (overlay.all("Service")
                                    .noneMatch(
                                            service ->
                                                    service.labels()
                                                            .entrySet()
                                                            .containsAll(labels.entrySet()))) {
                                findings.add(
                                        each.finding("selects %s, which no Service has", labels));
                            }
                        });
        return findings;
    }

    private static void own(Manifest each, List<Finding> findings) {
        Map<String, String> selector = Manifest.strings(each.at("/spec/selector/matchLabels"));
        if (!each.podLabels().entrySet().containsAll(selector.entrySet())) {
            findings.add(
                    each.finding(
                            "selects pods with %s, but makes pods with %s",
                            selector, each.podLabels()));
        }
    }

    private static void policy(Overlay overlay, Manifest each, List<Finding> findings) {
        pods(overlay, each, each.at("/spec/podSelector/matchLabels"), "is about", findings);
        for (String direction : List.of("ingress", "egress")) {
            String peers = direction.equals("ingress") ? "from" : "to";
            for (JsonNode rule : each.at("/spec/" + direction)) {
                for (JsonNode peer : rule.path(peers)) {
                    pods(
                            overlay,
                            each,
                            peer.at("/podSelector/matchLabels"),
                            "lets traffic pass " + peers,
                            findings);
                }
            }
        }
    }

    private static void pods(
            Overlay overlay,
            Manifest each,
            JsonNode selector,
            String does,
            List<Finding> findings) {
        Map<String, String> labels = Manifest.strings(selector);
        boolean made =
                labels.entrySet().stream()
                        .anyMatch(
                                label ->
                                        OPERATORS.containsKey(label.getKey())
                                                && overlay.find(
                                                                OPERATORS.get(label.getKey()),
                                                                label.getValue())
                                                        .isPresent());
        if (!labels.isEmpty() && !made && overlay.podsWith(labels).findAny().isEmpty()) {
            findings.add(each.finding("%s pods with %s, which no pod has", does, labels));
        }
    }
}
