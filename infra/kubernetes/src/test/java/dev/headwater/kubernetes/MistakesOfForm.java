package dev.headwater.kubernetes;

import static dev.headwater.kubernetes.Mistake.CONTAINER;
import static dev.headwater.kubernetes.Mistake.ORDERS;
import static dev.headwater.kubernetes.Mistake.in;
import static dev.headwater.kubernetes.Mistake.service;
import static dev.headwater.kubernetes.Rendered.object;
import static dev.headwater.kubernetes.Rendered.without;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.stream.Stream;

/** What is not as its kind says, or names what is not there. */
final class MistakesOfForm {

    private MistakesOfForm() {}

    static Stream<Mistake> shapes() {
        return Stream.of(
                service(
                        "a field is misspelt",
                        d -> object(d, CONTAINER).put("readynessProbe", "x"),
                        "readynessProbe is no field"),
                service(
                        "a field is of the wrong type",
                        d -> object(d, CONTAINER + "/ports/0").put("containerPort", "http"),
                        "containerPort"),
                service(
                        "a field is at the wrong level",
                        d -> object(d, "/spec").put("enableServiceLinks", false),
                        "/spec/enableServiceLinks is no field"),
                in(
                        "production",
                        "a kind is of an API that is gone",
                        "PodDisruptionBudget/headwater-orders",
                        d -> d.put("apiVersion", "policy/v1beta1"),
                        "policy/v1beta1/PodDisruptionBudget is no kind"),
                in(
                        "production",
                        "Strimzi does not know a field",
                        "Kafka/headwater",
                        d -> object(d, "/spec/kafka").put("brokers", 3),
                        "/spec/kafka/brokers is no field"),
                in(
                        "production",
                        "Strimzi does not know a listener's type",
                        "Kafka/headwater",
                        d -> object(d, "/spec/kafka/listeners/0").put("type", "public"),
                        "type"),
                in(
                        "production",
                        "KEDA does not know a field",
                        "ScaledObject/orders",
                        d -> object(d, "/spec").put("maxReplicas", 12),
                        "/spec/maxReplicas is no field"),
                in(
                        "production",
                        "KEDA wants text where a number is",
                        "ScaledObject/orders",
                        d -> object(d, "/spec/triggers/0/metadata").put("threshold", 5),
                        "threshold must be string"),
                in(
                        "production",
                        "CloudNativePG does not know a policy",
                        "Cluster/postgres",
                        d -> object(d, "/spec").put("primaryUpdateStrategy", "manual"),
                        "must be unsupervised|supervised"),
                new Mistake(
                        "an object is there twice",
                        "local",
                        o ->
                                new Overlay(
                                        o.name(),
                                        Stream.concat(
                                                        o.manifests().stream(),
                                                        o.all("ServiceAccount").limit(1))
                                                .toList()),
                        "ServiceAccount/headwater-inventory",
                        "is there twice"));
    }

    static Stream<Mistake> references() {
        return Stream.of(
                new Mistake(
                        "a ConfigMap is missing",
                        "production",
                        without("ConfigMap/platform"),
                        ORDERS,
                        "ConfigMap platform, which is not there"),
                new Mistake(
                        "a Secret is missing",
                        "local",
                        without("Secret/postgres-orders"),
                        ORDERS,
                        "Secret postgres-orders, which nobody makes"),
                in(
                                "local",
                                "a Secret lacks the key",
                                "Secret/postgres-registry",
                                d -> object(d, "/data").remove("password"),
                                "")
                        .about("Deployment/registry", "key password of Secret postgres-registry"),
                new Mistake(
                        "an account is missing",
                        "local",
                        without("ServiceAccount/headwater-orders"),
                        ORDERS,
                        "ServiceAccount headwater-orders"),
                service(
                        "a volume is missing",
                        d -> ((ArrayNode) d.at("/spec/template/spec/volumes")).remove(0),
                        "mounts volume"),
                in(
                        "production",
                        "a Service selects nothing",
                        "Service/headwater-orders",
                        d -> object(d, "/spec/selector").put("app.kubernetes.io/name", "order"),
                        "which no pod has"),
                service(
                        "a Deployment does not select its own pods",
                        d -> object(d, "/spec/selector/matchLabels").put("tier", "api"),
                        "selects pods with"),
                in(
                        "production",
                        "a budget protects nothing",
                        "PodDisruptionBudget/headwater-orders",
                        d -> object(d, "/spec/selector/matchLabels").put("tier", "api"),
                        "which no pod has"),
                in(
                        "production",
                        "a network policy lets nobody in",
                        "NetworkPolicy/registry",
                        d ->
                                object(d, "/spec/ingress/0/from/0/podSelector/matchLabels")
                                        .put("tier", "api"),
                        "which no pod has"),
                in(
                        "production",
                        "a Service targets a port that is not there",
                        "Service/headwater-orders",
                        d -> object(d, "/spec/ports/0").put("targetPort", "web"),
                        "targets port web"),
                service(
                        "a probe asks a port that is not there",
                        d -> object(d, CONTAINER + "/readinessProbe/httpGet").put("port", "web"),
                        "asks port web"),
                service(
                        "a probe asks a path that is not served",
                        d ->
                                object(d, CONTAINER + "/livenessProbe/httpGet")
                                        .put("path", "/q/health/alive"),
                        "/q/health/alive, which no service answers"),
                in(
                        "production",
                        "a route leads nowhere",
                        "HTTPRoute/orders",
                        d -> object(d, "/spec/rules/0/backendRefs/0").put("port", 8080),
                        "no Service's port"),
                in(
                        "production",
                        "a route opens the admin API",
                        "HTTPRoute/orders",
                        d -> object(d, "/spec/rules/0/matches/0/path").put("value", "/admin"),
                        "not for the world"),
                in(
                        "production",
                        "a monitor scrapes what is not served",
                        "ServiceMonitor/services",
                        d -> object(d, "/spec/endpoints/0").put("path", "/metrics"),
                        "scrapes /metrics"));
    }
}
