package dev.headwater.kubernetes;

import static dev.headwater.kubernetes.Mistake.CONTAINER;
import static dev.headwater.kubernetes.Mistake.ORDERS;
import static dev.headwater.kubernetes.Mistake.in;
import static dev.headwater.kubernetes.Mistake.service;
import static dev.headwater.kubernetes.Rendered.object;
import static dev.headwater.kubernetes.Rendered.without;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.stream.Stream;

/** What would lose or leak records, or what people may not do. */
final class MistakesOfTheLog {

    private MistakesOfTheLog() {}

    static Stream<Mistake> kafka() {
        return Stream.of(
                in(
                        "production",
                        "a topic has other partitions",
                        "KafkaTopic/orders.events",
                        d -> object(d, "/spec").put("partitions", 24),
                        "topics.yaml says 12"),
                in(
                        "production",
                        "a topic forgets",
                        "KafkaTopic/orders.events",
                        d -> object(d, "/spec/config").put("retention.ms", 604800000),
                        "is configured"),
                new Mistake(
                        "a topic is missing",
                        "production",
                        without("KafkaTopic/payments.outcomes"),
                        "KafkaTopic/payments.outcomes",
                        "is in topics.yaml, and not here"),
                in(
                                "production",
                                "there are fewer brokers than replicas",
                                "KafkaNodePool/broker",
                                d -> object(d, "/spec").put("replicas", 2),
                                "")
                        .about("Kafka/headwater", "2 brokers for topics of 3 replicas"),
                in(
                        "production",
                        "transactions are kept on one broker",
                        "Kafka/headwater",
                        d ->
                                object(d, "/spec/kafka/config")
                                        .put("transaction.state.log.replication.factor", 1),
                        "transaction.state.log.replication.factor is 1"),
                in(
                        "production",
                        "a service may write another's events",
                        "KafkaUser/payments",
                        d ->
                                ((ArrayNode) d.at("/spec/authorization/acls/1/operations"))
                                        .add("Write"),
                        "may write orders.events"),
                in(
                        "production",
                        "a service may not read what it folds",
                        "KafkaUser/orders",
                        d -> ((ArrayNode) d.at("/spec/authorization/acls")).remove(1),
                        "may not read inventory.events"),
                in(
                        "local",
                        "the broker is set up otherwise",
                        "StatefulSet/kafka",
                        d -> object(d, CONTAINER + "/env/9").put("value", "true"),
                        "infra/compose.yaml says false"),
                in(
                        "local",
                        "the databases are made otherwise",
                        "ConfigMap/postgres-databases",
                        d -> object(d, "/data").put("databases.sql", "create database orders;"),
                        "differs from infra/postgres/databases.sql"));
    }

    static Stream<Mistake> people() {
        return Stream.of(
                in(
                                "production",
                                "a setting is misspelt",
                                "ConfigMap/platform",
                                d -> object(d, "/data").put("HEADWATER_TOPIC_PARTITIONS", "12"),
                                "")
                        .about(ORDERS, "is told HEADWATER_TOPIC_PARTITIONS"),
                in(
                                "production",
                                "a setting of the Kafka client is misspelt",
                                "ConfigMap/platform",
                                d -> object(d, "/data").put("KAFKA_SSL_TRUSTORE_TYPE", "PEM"),
                                "")
                        .about(ORDERS, "is told KAFKA_SSL_TRUSTORE_TYPE"),
                in(
                        "production",
                        "the services expect other partitions than there are",
                        "ConfigMap/platform",
                        d -> object(d, "/data").put("HEADWATER_TOPICS_PARTITIONS", "6"),
                        "topics.yaml says 12"),
                service(
                        "a password is not given",
                        d -> ((ArrayNode) d.at(CONTAINER + "/env")).removeAll(),
                        "is not told QUARKUS_DATASOURCE_PASSWORD"),
                new Mistake(
                        "a password is in the repository",
                        "production",
                        o ->
                                new Overlay(
                                        o.name(),
                                        Stream.concat(
                                                        o.manifests().stream(),
                                                        Rendered.overlay("local")
                                                                .all("Secret")
                                                                .limit(1))
                                                .toList()),
                        "Secret/postgres-inventory",
                        "is in the clear"),
                service(
                        "a service runs as root",
                        d ->
                                object(d, "/spec/template/spec/securityContext")
                                        .put("runAsNonRoot", false),
                        "may run as root"),
                service(
                        "a service may gain privileges",
                        d ->
                                object(d, CONTAINER + "/securityContext")
                                        .put("allowPrivilegeEscalation", true),
                        "may gain privileges"),
                service(
                        "a service can write its own code",
                        d ->
                                object(d, CONTAINER + "/securityContext")
                                        .put("readOnlyRootFilesystem", false),
                        "can write its root file system"),
                service(
                        "a service gets variables of Services",
                        d -> object(d, "/spec/template/spec").put("enableServiceLinks", true),
                        "enableServiceLinks must be false"),
                service(
                        "an image is another one tomorrow",
                        d -> object(d, CONTAINER).put("image", "headwater/orders:latest"),
                        "name a version"),
                new Mistake(
                        "everything may talk to everything",
                        "production",
                        without("NetworkPolicy/default-deny"),
                        "NetworkPolicy",
                        "none that denies by default"));
    }
}
