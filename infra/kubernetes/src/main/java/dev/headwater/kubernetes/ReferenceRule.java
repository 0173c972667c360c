package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What an object names exists: ConfigMaps and Secrets with their keys, accounts, volumes. */
final class ReferenceRule implements Rule {

    /** By people or by operators that these manifests do not hold. */
    private static final Pattern FROM_OUTSIDE =
            Pattern.compile("postgres-\\w+|backup-s3|headwater-tls");

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        Set<String> secrets = secrets(overlay);
        overlay.withPods()
                .forEach(
                        each -> {
                            account(overlay, each, findings);
                            volumes(overlay, each, secrets, findings);
                            each.containers()
                                    .forEach(c -> environment(overlay, each, c, secrets, findings));
                        });
        overlay.all("Kafka")
                .forEach(
                        each ->
                                configMapKey(
                                        overlay,
                                        each,
                                        each.at(
                                                "/spec/kafka/metricsConfig/valueFrom/configMapKeyRef"),
                                        findings));
        return findings;
    }

    /**
     * Those in the overlay, those that operators make of its objects, and those that people bring.
     */
    private static Set<String> secrets(Overlay overlay) {
        Set<String> known = new TreeSet<>();
        overlay.all("Secret").forEach(each -> known.add(each.name()));
        overlay.all("Kafka")
                .forEach(
                        kafka -> {
                            known.add(kafka.name() + "-cluster-ca-cert");
                            String prefix =
                                    kafka.at("/spec/entityOperator/userOperator/secretPrefix")
                                            .asText();
                            overlay.all("KafkaUser")
                                    .forEach(user -> known.add(prefix + user.name()));
                        });
        return known;
    }

    private static boolean exists(Overlay overlay, Set<String> secrets, String name) {
        boolean brought =
                overlay.all("Secret").findAny().isEmpty() && FROM_OUTSIDE.matcher(name).matches();
        return brought || secrets.contains(name);
    }

    private static void account(Overlay overlay, Manifest each, List<Finding> findings) {
        String account = each.pod().path("serviceAccountName").asText();
        if (!account.isEmpty() && overlay.find("ServiceAccount", account).isEmpty()) {
            findings.add(each.finding("runs as ServiceAccount %s, which is not there", account));
        }
    }

    private static void volumes(
            Overlay overlay, Manifest each, Set<String> secrets, List<Finding> findings) {
        Set<String> volumes = new HashSet<>();
        each.at("/spec/volumeClaimTemplates")
                .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));
        for (JsonNode volume : each.pod().path("volumes")) {
            volumes.add(volume.path("name").asText());
            String map = volume.at("/configMap/name").asText();
            if (!map.isEmpty() && overlay.find("ConfigMap", map).isEmpty()) {
                findings.add(each.finding("mounts ConfigMap %s, which is not there", map));
            }
            String secret = volume.at("/secret/secretName").asText();
            boolean optional = volume.at("/secret/optional").asBoolean();
            if (!secret.isEmpty() && !optional && !exists(overlay, secrets, secret)) {
                findings.add(each.finding("mounts Secret %s, which nobody makes", secret));
            }
        }
        for (JsonNode container : each.containers()) {
            for (JsonNode mount : container.path("volumeMounts")) {
                if (!volumes.contains(mount.path("name").asText())) {
                    findings.add(
                            each.finding(
                                    "mounts volume %s, which it does not have",
                                    mount.path("name").asText()));
                }
            }
        }
    }

    private static void environment(
            Overlay overlay,
            Manifest each,
            JsonNode container,
            Set<String> secrets,
            List<Finding> findings) {
        for (JsonNode from : container.path("envFrom")) {
            String map = from.at("/configMapRef/name").asText();
            if (!map.isEmpty() && overlay.find("ConfigMap", map).isEmpty()) {
                findings.add(
                        each.finding(
                                "takes its environment from ConfigMap %s, which is not there",
                                map));
            }
        }
        for (JsonNode variable : container.path("env")) {
            JsonNode secret = variable.at("/valueFrom/secretKeyRef");
            String name = secret.path("name").asText();
            if (!name.isEmpty()
                    && !secret.path("optional").asBoolean()
                    && !exists(overlay, secrets, name)) {
                findings.add(
                        each.finding(
                                "%s comes from Secret %s, which nobody makes",
                                variable.path("name").asText(), name));
            }
            secretKey(overlay, each, variable, secret, findings);
            configMapKey(overlay, each, variable.at("/valueFrom/configMapKeyRef"), findings);
        }
    }

    private static void secretKey(
            Overlay overlay,
            Manifest each,
            JsonNode variable,
            JsonNode reference,
            List<Finding> findings) {
        Optional<Manifest> secret = overlay.find("Secret", reference.path("name").asText());
        String key = reference.path("key").asText();
        if (secret.isPresent()
                && !secret.get().at("/data").has(key)
                && !secret.get().at("/stringData").has(key)) {
            findings.add(
                    each.finding(
                            "%s comes from key %s of Secret %s, which has no such key",
                            variable.path("name").asText(), key, secret.get().name()));
        }
    }

    private static void configMapKey(
            Overlay overlay, Manifest each, JsonNode reference, List<Finding> findings) {
        if (reference.isMissingNode()) {
            return;
        }
        String name = reference.path("name").asText();
        String key = reference.path("key").asText();
        Optional<Manifest> map = overlay.find("ConfigMap", name);
        if (map.isEmpty() || !map.get().at("/data").has(key)) {
            findings.add(
                    each.finding("reads key %s of ConfigMap %s, which is not there", key, name));
        }
    }
}
