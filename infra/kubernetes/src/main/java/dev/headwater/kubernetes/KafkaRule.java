package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.provision.TopicsFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The log is what {@code topics.yaml} says, kept by as many brokers as its replicas need, and
 * written by nobody but its owner. Where no operator makes it, the broker is set up as the local
 * platform's.
 */
final class KafkaRule implements Rule {

    private static final Set<String> ELSEWHERE =
            Set.of(
                    "KAFKA_LISTENERS",
                    "KAFKA_ADVERTISED_LISTENERS",
                    "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                    "KAFKA_CONTROLLER_QUORUM_VOTERS",
                    "KAFKA_LOG_DIRS");

    private final Facts facts;

    KafkaRule(Facts facts) {
        this.facts = facts;
    }

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        if (overlay.all("Kafka").findAny().isPresent()) {
            topics(overlay, findings);
            overlay.all("Kafka").forEach(each -> cluster(overlay, each, findings));
            overlay.services().forEach(each -> user(overlay, each, findings));
        } else {
            overlay.find("StatefulSet", "kafka").ifPresent(each -> broker(each, findings));
            overlay.find("ConfigMap", "postgres-databases")
                    .filter(
                            each ->
                                    !each.at("/data/databases.sql")
                                            .asText()
                                            .equals(facts.databases()))
                    .ifPresent(
                            each ->
                                    findings.add(
                                            each.finding(
                                                    "differs from infra/postgres/databases.sql")));
        }
        return findings;
    }

    private void topics(Overlay overlay, List<Finding> findings) {
        Set<String> wanted = new HashSet<>();
        for (TopicsFile.Topic topic : facts.topics().topics("kubernetes")) {
            wanted.add(topic.name());
            overlay.find("KafkaTopic", topic.name())
                    .ifPresentOrElse(
                            each -> topic(topic, each, findings),
                            () ->
                                    findings.add(
                                            new Finding(
                                                    "KafkaTopic/" + topic.name(),
                                                    "is in topics.yaml, and not here")));
        }
        overlay.all("KafkaTopic")
                .filter(each -> !wanted.contains(each.name()))
                .forEach(each -> findings.add(each.finding("is not in topics.yaml")));
    }

    private static void topic(TopicsFile.Topic wanted, Manifest each, List<Finding> findings) {
        int partitions = each.at("/spec/partitions").asInt();
        int replicas = each.at("/spec/replicas").asInt();
        Map<String, String> config = Manifest.strings(each.at("/spec/config"));
        if (partitions != wanted.partitions()) {
            findings.add(
                    each.finding(
                            "has %d partitions, topics.yaml says %d: streams are placed by that number",
                            partitions, wanted.partitions()));
        }
        if (replicas != wanted.replicationFactor()) {
            findings.add(
                    each.finding(
                            "has %d replicas, topics.yaml says %d",
                            replicas, wanted.replicationFactor()));
        }
        if (!config.equals(wanted.config())) {
            findings.add(
                    each.finding("is configured %s, topics.yaml says %s", config, wanted.config()));
        }
    }

    private void cluster(Overlay overlay, Manifest kafka, List<Finding> findings) {
        int brokers =
                overlay.all("KafkaNodePool")
                        .filter(pool -> pool.at("/spec/roles").toString().contains("broker"))
                        .filter(
                                pool ->
                                        kafka.name()
                                                .equals(pool.labels().get("strimzi.io/cluster")))
                        .mapToInt(pool -> pool.at("/spec/replicas").asInt())
                        .sum();
        int replicas = facts.topics().topics("kubernetes").getFirst().replicationFactor();
        if (brokers < replicas) {
            findings.add(
                    kafka.finding("has %d brokers for topics of %d replicas", brokers, replicas));
        }
        JsonNode config = kafka.at("/spec/kafka/config");
        for (String each : List.of("offsets.topic", "transaction.state.log")) {
            int internal = config.path(each + ".replication.factor").asInt();
            if (internal < replicas) {
                findings.add(
                        kafka.finding(
                                "%s.replication.factor is %d: as much is lost with it as with a topic",
                                each, internal));
            }
        }
        if (!config.path("auto.create.topics.enable").asText().equals("false")) {
            findings.add(kafka.finding("auto.create.topics.enable must be false"));
        }
    }

    /** A service writes what is its own, and reads the events that its policies fold. */
    private void user(Overlay overlay, Manifest service, List<Finding> findings) {
        String name = service.labels().getOrDefault("app.kubernetes.io/name", "");
        Manifest user = overlay.find("KafkaUser", name).orElse(null);
        if (user == null) {
            findings.add(service.finding("has no KafkaUser %s", name));
            return;
        }
        Set<String> readable = new HashSet<>();
        for (JsonNode acl : user.at("/spec/authorization/acls")) {
            String operations = acl.path("operations").toString();
            String resource = acl.at("/resource/name").asText();
            boolean topic = acl.at("/resource/type").asText().equals("topic");
            if (topic && operations.contains("\"Read\"")) {
                readable.add(resource);
            }
            boolean writes = operations.contains("\"Write\"") || operations.contains("\"All\"");
            if (topic && writes && !resource.startsWith(name + ".")) {
                findings.add(
                        user.finding(
                                "may write %s: only its owner may",
                                resource.isEmpty() ? "everything" : resource));
            }
        }
        facts.topics().groups().stream()
                .filter(group -> group.group().startsWith(name + "."))
                .flatMap(group -> group.topics().stream())
                .distinct()
                .filter(topic -> readable.stream().noneMatch(topic::startsWith))
                .forEach(
                        topic ->
                                findings.add(
                                        user.finding(
                                                "may not read %s, which %s folds", topic, name)));
    }

    private void broker(Manifest kafka, List<Finding> findings) {
        for (JsonNode variable : kafka.containers().getFirst().path("env")) {
            String name = variable.path("name").asText();
            String wanted = facts.broker().getOrDefault(name, "nothing");
            String actual = variable.path("value").asText();
            boolean compared = name.startsWith("KAFKA_") && !ELSEWHERE.contains(name);
            if (compared && !actual.equals(wanted)) {
                findings.add(
                        kafka.finding(
                                "%s is %s, infra/compose.yaml says %s", name, actual, wanted));
            }
        }
    }
}
