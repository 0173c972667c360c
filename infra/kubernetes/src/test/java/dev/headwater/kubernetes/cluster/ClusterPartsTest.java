package dev.headwater.kubernetes.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headwater.kubernetes.Overlay;
import dev.headwater.local.PlatformException;
import dev.headwater.local.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a pod's process is made of. */
class ClusterPartsTest {

    private static final Path IMAGES = Repository.find().root().resolve("infra/images");

    @Test
    void anImageOfOursIsUnderstood() {
        Dockerfile file = Dockerfile.read(IMAGES.resolve("service.Dockerfile"));
        assertEquals("/app", file.workDirectory());
        assertEquals("8080", file.environment().get("QUARKUS_HTTP_PORT"));
        assertEquals("java", file.entrypoint().getFirst());
        assertEquals(4, file.copies().size());
    }

    @Test
    void whatADockerfileMayNotSayIsRefused() {
        assertThrows(
                PlatformException.class,
                () -> Dockerfile.parse("it", List.of("HEALTHCHECK CMD true")));
        assertThrows(PlatformException.class, () -> Dockerfile.parse("it", List.of("CMD a shell")));
    }

    @Test
    void aContainerThatEndsIsStartedAtOnceThenLaterAndLater() {
        BackOff backOff = new BackOff();
        List<Duration> waits =
                Stream.generate(() -> backOff.after(Duration.ofSeconds(1))).limit(7).toList();
        assertEquals(
                Stream.of(0, 10, 20, 40, 80, 160, 300).map(Duration::ofSeconds).toList(), waits);
        assertEquals(Duration.ZERO, backOff.after(Duration.ofMinutes(10)));
    }

    @Test
    void variablesAreExpandedAndUnknownOnesStay() {
        assertEquals(
                "kafka:9092 $(NOBODY)",
                Configuration.expand("$(KAFKA) $(NOBODY)", Map.of("KAFKA", "kafka:9092")));
    }

    @Test
    void environmentComesFromConfigMapsSecretsAndFields() {
        Overlay overlay =
                Overlay.parse(
                        "it",
                        """
                        {kind: ConfigMap, metadata: {name: platform}, data: {A: "1", B: "2"}}
                        ---
                        {kind: Secret, metadata: {name: pw}, data: {password: c2VjcmV0}}
                        ---
                        kind: Pod
                        envFrom: [{configMapRef: {name: platform}}]
                        env:
                          - {name: B, value: "over $(A)"}
                          - {name: P, valueFrom: {secretKeyRef: {name: pw, key: password}}}
                          - {name: Q, valueFrom: {secretKeyRef: {name: no, key: no, optional: true}}}
                          - {name: N, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                        ---
                        {kind: Pod, env: [{name: X, valueFrom: {secretKeyRef: {name: pw, key: no}}}]}
                        """);
        Configuration configuration = new Configuration(overlay);
        Map<String, String> fields = Map.of("metadata.name", "pod-1");
        assertEquals(
                Map.of("I", "0", "A", "1", "B", "over 1", "P", "secret", "N", "pod-1"),
                configuration.environment(
                        overlay.manifests().get(2).node(), Map.of("I", "0"), fields));
        assertThrows(
                PlatformException.class,
                () ->
                        configuration.environment(
                                overlay.manifests().get(3).node(), Map.of(), fields));
    }

    @Test
    void quantitiesAreBytes() {
        assertEquals(640L << 20, ContainerPlan.bytes("640Mi"));
        assertEquals(1L << 30, ContainerPlan.bytes("1Gi"));
        assertThrows(PlatformException.class, () -> ContainerPlan.bytes("1.5G"));
    }
}
