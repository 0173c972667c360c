package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Alerts and scalers ask for metrics that exist, and an alert says what to do. */
final class ObservabilityRule implements Rule {

    private static final Pattern METRIC = Pattern.compile("\\b(headwater|kafka)_\\w+");
    private static final Pattern NAME = Pattern.compile("name: (kafka_\\w+)(?:\\$1)?");
    private static final Pattern CHOICE = Pattern.compile("name=\\(([\\w|]+)\\)");
    private static final List<String> SUFFIXES =
            List.of(
                    "",
                    "_total",
                    "_seconds_count",
                    "_seconds_sum",
                    "_seconds_max",
                    "_seconds_bucket");

    private final Facts facts;

    ObservabilityRule(Facts facts) {
        this.facts = facts;
    }

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        Set<String> kafka = kafkaMetrics(overlay);
        for (Manifest each : overlay.manifests()) {
            for (JsonNode group : each.at("/spec/groups")) {
                for (JsonNode rule : group.path("rules")) {
                    metrics(each, rule.path("expr").asText(), kafka, findings);
                    runbook(each, rule, findings);
                }
            }
            for (JsonNode trigger : each.at("/spec/triggers")) {
                metrics(each, trigger.at("/metadata/query").asText(), kafka, findings);
            }
        }
        return findings;
    }

    private static Set<String> kafkaMetrics(Overlay overlay) {
        Set<String> names = new HashSet<>();
        overlay.find("ConfigMap", "kafka-metrics")
                .map(each -> each.at("/data/kafka.yaml").asText())
                .ifPresent(
                        rules -> {
                            for (String rule : rules.split("- pattern:", -1)) {
                                var name = NAME.matcher(rule);
                                var choice = CHOICE.matcher(rule);
                                if (name.find()) {
                                    String[] kinds =
                                            choice.find()
                                                    ? choice.group(1).split("\\|", -1)
                                                    : new String[] {""};
                                    for (String kind : kinds) {
                                        names.add((name.group(1) + kind).toLowerCase(Locale.ROOT));
                                    }
                                }
                            }
                        });
        return names;
    }

    private void metrics(Manifest each, String query, Set<String> kafka, List<Finding> findings) {
        METRIC.matcher(query)
                .results()
                .map(found -> found.group())
                .distinct()
                .filter(metric -> !kafka.contains(metric) && !ours(metric))
                .forEach(
                        metric ->
                                findings.add(
                                        each.finding(
                                                "asks for %s, which nobody measures", metric)));
    }

    private boolean ours(String metric) {
        return SUFFIXES.stream()
                .anyMatch(
                        suffix ->
                                metric.endsWith(suffix)
                                        && facts.metrics()
                                                .contains(
                                                        metric.substring(
                                                                0,
                                                                metric.length()
                                                                        - suffix.length())));
    }

    private void runbook(Manifest each, JsonNode rule, List<Finding> findings) {
        String alert = rule.path("alert").asText();
        String url = rule.at("/annotations/runbook_url").asText();
        String anchor = url.substring(url.indexOf('#') + 1);
        if (!url.contains("k8s/runbook.md#") || !facts.runbook().contains(anchor)) {
            findings.add(each.finding("%s: '%s' is no section of k8s/runbook.md", alert, anchor));
        }
    }
}
