package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ports that are named exist, and paths that are asked for are served. */
final class PortRule implements Rule {

    private static final Set<String> SERVED =
            Set.of("/q/health/started", "/q/health/ready", "/q/health/live", "/q/metrics");
    private static final Set<String> NOT_FOR_THE_WORLD = Set.of("/", "/q", "/admin");

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        overlay.withPods().forEach(each -> probes(each, findings));
        overlay.all("Service").forEach(each -> targets(overlay, each, findings));
        overlay.all("HTTPRoute").forEach(each -> route(overlay, each, findings));
        overlay.all("ServiceMonitor").forEach(each -> monitor(overlay, each, findings));
        return findings;
    }

    private static void probes(Manifest each, List<Finding> findings) {
        boolean ours = each.name().startsWith("headwater-");
        for (JsonNode container : each.containers()) {
            for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
                JsonNode http = container.at("/" + probe + "/httpGet");
                JsonNode port =
                        http.isMissingNode()
                                ? container.at("/" + probe + "/tcpSocket/port")
                                : http.path("port");
                if (!port.isMissingNode() && !has(container, port)) {
                    findings.add(
                            each.finding(
                                    "%s asks port %s, which it does not have",
                                    probe, port.asText()));
                }
                if (ours && !SERVED.contains(http.path("path").asText())) {
                    findings.add(
                            each.finding(
                                    "%s asks %s, which no service answers; there are %s",
                                    probe,
                                    http.path("path").asText("nothing"),
                                    SERVED.stream().sorted().toList()));
                }
            }
        }
    }

    private static boolean has(JsonNode container, JsonNode port) {
        for (JsonNode each : container.path("ports")) {
            if (each.path("name").asText().equals(port.asText())
                    || each.path("containerPort").asText().equals(port.asText())) {
                return true;
            }
        }
        return false;
    }

    private static void targets(Overlay overlay, Manifest service, List<Finding> findings) {
        Map<String, String> selector = Manifest.strings(service.at("/spec/selector"));
        List<Manifest> pods = overlay.podsWith(selector).toList();
        for (JsonNode port : service.at("/spec/ports")) {
            JsonNode target = port.has("targetPort") ? port.get("targetPort") : port.path("port");
            for (Manifest each : pods) {
                if (each.containers().stream().noneMatch(c -> has(c, target))) {
                    findings.add(
                            service.finding(
                                    "targets port %s, which %s does not have",
                                    target.asText(), each.id()));
                }
            }
        }
    }

    private static void route(Overlay overlay, Manifest route, List<Finding> findings) {
        for (JsonNode rule : route.at("/spec/rules")) {
            for (JsonNode match : rule.path("matches")) {
                String path = match.at("/path/value").asText("/");
                if (NOT_FOR_THE_WORLD.stream()
                        .anyMatch(
                                each ->
                                        path.equals(each)
                                                || path.startsWith("/q/")
                                                || path.startsWith("/admin/"))) {
                    findings.add(
                            route.finding(
                                    "routes %s, and health, metrics and /admin are not for the world",
                                    path));
                }
            }
            for (JsonNode backend : rule.path("backendRefs")) {
                String name = backend.path("name").asText();
                Optional<Manifest> service = overlay.find("Service", name);
                if (service.isEmpty() || !serves(service.get(), backend.path("port").asText())) {
                    findings.add(
                            route.finding(
                                    "routes to %s:%s, which is no Service's port",
                                    name, backend.path("port").asText()));
                }
            }
        }
        for (JsonNode parent : route.at("/spec/parentRefs")) {
            if (overlay.find("Gateway", parent.path("name").asText()).isEmpty()) {
                findings.add(
                        route.finding(
                                "belongs to Gateway %s, which is not there",
                                parent.path("name").asText()));
            }
        }
    }

    private static boolean serves(Manifest service, String port) {
        for (JsonNode each : service.at("/spec/ports")) {
            if (each.path("port").asText().equals(port)
                    || each.path("name").asText().equals(port)) {
                return true;
            }
        }
        return false;
    }

    private static void monitor(Overlay overlay, Manifest monitor, List<Finding> findings) {
        Map<String, String> labels = Manifest.strings(monitor.at("/spec/selector/matchLabels"));
        for (JsonNode endpoint : monitor.at("/spec/endpoints")) {
            if (!SERVED.contains(endpoint.path("path").asText("/metrics"))) {
                findings.add(
                        monitor.finding(
                                "scrapes %s, which no service answers",
                                endpoint.path("path").asText("/metrics")));
            }
            String port = endpoint.path("port").asText();
            overlay.all("Service")
                    .filter(each -> each.labels().entrySet().containsAll(labels.entrySet()))
                    .filter(each -> !serves(each, port))
                    .forEach(
                            each ->
                                    findings.add(
                                            monitor.finding(
                                                    "scrapes port %s, which %s does not have",
                                                    port, each.id())));
        }
    }
}
