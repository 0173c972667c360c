package dev.headwater.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The restricted Pod Security level where the namespace asks for it, and no secret in the clear;
 * our own processes are held to it anywhere.
 */
final class SecurityRule implements Rule {

    @Override
    public List<Finding> check(Overlay overlay) {
        List<Finding> findings = new ArrayList<>();
        boolean restricted =
                overlay.all("Namespace")
                        .anyMatch(
                                each ->
                                        "restricted"
                                                .equals(
                                                        each.labels()
                                                                .get(
                                                                        "pod-security.kubernetes.io/enforce")));
        overlay.withPods()
                .forEach(
                        each -> {
                            boolean ours = each.containers().toString().contains("\"headwater/");
                            if (restricted || ours) {
                                restricted(each, findings);
                            }
                            if (ours) {
                                ours(each, findings);
                            }
                            each.containers().forEach(c -> image(each, c, findings));
                        });
        if (overlay.name().equals("production")) {
            overlay.all("Secret")
                    .forEach(
                            each ->
                                    findings.add(
                                            each.finding(
                                                    "is in the clear: production names its Secrets and does not hold them")));
            if (!restricted) {
                findings.add(new Finding("Namespace", "does not enforce the restricted level"));
            }
            if (overlay.all("NetworkPolicy").noneMatch(SecurityRule::deniesAll)) {
                findings.add(new Finding("NetworkPolicy", "there is none that denies by default"));
            }
        }
        return findings;
    }

    private static boolean deniesAll(Manifest policy) {
        return policy.at("/spec/podSelector").isEmpty()
                && policy.at("/spec/policyTypes").size() == 2
                && policy.at("/spec/ingress").isMissingNode()
                && policy.at("/spec/egress").isMissingNode();
    }

    private static void restricted(Manifest each, List<Finding> findings) {
        JsonNode pod = each.pod().path("securityContext");
        for (JsonNode container : each.containers()) {
            JsonNode own = container.path("securityContext");
            require(
                    each,
                    either(own, pod, "runAsNonRoot").asBoolean(),
                    "may run as root",
                    findings);
            require(
                    each,
                    either(own, pod, "seccompProfile")
                            .path("type")
                            .asText()
                            .matches("RuntimeDefault|Localhost"),
                    "has no seccomp profile",
                    findings);
            require(
                    each,
                    own.has("allowPrivilegeEscalation")
                            && !own.path("allowPrivilegeEscalation").asBoolean(),
                    "may gain privileges",
                    findings);
            require(
                    each,
                    own.at("/capabilities/drop").toString().contains("\"ALL\""),
                    "keeps capabilities",
                    findings);
            require(each, !own.path("privileged").asBoolean(), "is privileged", findings);
        }
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            require(each, !each.pod().path(shared).asBoolean(), "uses " + shared, findings);
        }
        for (JsonNode volume : each.pod().path("volumes")) {
            require(each, !volume.has("hostPath"), "mounts a path of the node", findings);
        }
    }

    private static void ours(Manifest each, List<Finding> findings) {
        for (JsonNode container : each.containers()) {
            require(
                    each,
                    container.at("/securityContext/readOnlyRootFilesystem").asBoolean(),
                    "can write its root file system",
                    findings);
        }
        require(
                each,
                each.pod().has("enableServiceLinks")
                        && !each.pod().path("enableServiceLinks").asBoolean(),
                "gets KAFKA_* variables of every Service named kafka: enableServiceLinks must be false",
                findings);
        require(
                each,
                each.pod().has("automountServiceAccountToken")
                        && !each.pod().path("automountServiceAccountToken").asBoolean(),
                "gets a token of the API server that it does not need",
                findings);
    }

    private static void image(Manifest each, JsonNode container, List<Finding> findings) {
        String image = container.path("image").asText();
        String last = image.substring(image.lastIndexOf('/') + 1);
        if (!last.contains(":") || last.endsWith(":latest")) {
            findings.add(each.finding("image %s is another one tomorrow: name a version", image));
        }
    }

    private static JsonNode either(JsonNode own, JsonNode pod, String field) {
        return own.has(field) ? own.path(field) : pod.path(field);
    }

    private static void require(
            Manifest each, boolean holds, String otherwise, List<Finding> findings) {
        if (!holds) {
            findings.add(each.finding("%s", otherwise));
        }
    }
}
