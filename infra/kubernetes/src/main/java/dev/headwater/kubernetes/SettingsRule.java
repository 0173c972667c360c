package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Every environment variable of our processes is one that they read, and says what the topic
 * contract says. A misspelt one would be ignored.
 */
final class SettingsRule implements Rule {

    /** Read by the JVM, by the provisioning Job, or by Quarkus without a default of ours. */
    private static final Set<String> ALSO =
            Set.of(
                    "JDK_JAVA_OPTIONS",
                    "HEADWATER_ENVIRONMENT",
                    "QUARKUS_DATASOURCE_PASSWORD",
                    "QUARKUS_OTEL_EXPORTER_OTLP_HEADERS",
                    "QUARKUS_LOG_LEVEL");

    private final Facts facts;
    private final Set<String> known;

    SettingsRule(Facts facts) {
        this.facts = facts;
        known =
                facts.settings().stream()
                        .map(Facts::variable)
                        .collect(Collectors.toCollection(HashSet::new));
        known.addAll(ALSO);
        Stream.of(
                        ProducerConfig.configNames(),
                        ConsumerConfig.configNames(),
                        AdminClientConfig.configNames())
                .flatMap(Set::stream)
                .forEach(name -> known.add("KAFKA_" + Facts.variable(name)));
    }

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        overlay.services().forEach(each -> settings(overlay, each, findings));
        overlay.all("Job").forEach(each -> settings(overlay, each, findings));
        String environment = overlay.platform().getOrDefault("HEADWATER_ENVIRONMENT", "");
        var wanted = facts.topics().environments().get(environment);
        String partitions = overlay.platform().getOrDefault("HEADWATER_TOPICS_PARTITIONS", "");
        if (wanted == null) {
            findings.add(
                    new Finding(
                            "ConfigMap/platform",
                            "HEADWATER_ENVIRONMENT is '%s'; topics.yaml knows %s"
                                    .formatted(
                                            environment, facts.topics().environments().keySet())));
        } else if (!partitions.equals(Integer.toString(wanted.partitions()))) {
            findings.add(
                    new Finding(
                            "ConfigMap/platform",
                            "HEADWATER_TOPICS_PARTITIONS is '%s'; topics.yaml says %d for %s"
                                    .formatted(partitions, wanted.partitions(), environment)));
        }
        return findings;
    }

    private void settings(Overlay overlay, Manifest each, List<Finding> findings) {
        for (JsonNode container : each.containers()) {
            Map<String, String> from = new TreeMap<>();
            for (JsonNode source : container.path("envFrom")) {
                String map = source.at("/configMapRef/name").asText();
                overlay.find("ConfigMap", map)
                        .ifPresent(
                                found ->
                                        Manifest.strings(found.at("/data"))
                                                .keySet()
                                                .forEach(key -> from.put(key, map)));
            }
            Set<String> own = new HashSet<>();
            for (JsonNode variable : container.path("env")) {
                String name = variable.path("name").asText();
                if (!own.add(name)) {
                    findings.add(each.finding("sets %s twice", name));
                }
                from.put(name, "its own env");
            }
            from.forEach(
                    (name, source) -> {
                        if (!known.contains(name)) {
                            findings.add(
                                    each.finding(
                                            "is told %s by %s, and nothing reads %s",
                                            name, source, name.toLowerCase(Locale.ROOT)));
                        }
                    });
            required(each, from.keySet(), findings);
        }
    }

    private static void required(Manifest each, Set<String> told, List<Finding> findings) {
        Set<String> needed =
                new HashSet<>(Set.of("KAFKA_BOOTSTRAP_SERVERS", "HEADWATER_REGISTRY_URL"));
        if (each.kind().equals("Deployment")) {
            needed.add("QUARKUS_DATASOURCE_JDBC_URL");
            needed.add("QUARKUS_DATASOURCE_USERNAME");
            needed.add("QUARKUS_DATASOURCE_PASSWORD");
        }
        needed.stream()
                .filter(name -> !told.contains(name))
                .sorted()
                .forEach(name -> findings.add(each.finding("is not told %s", name)));
    }
}
