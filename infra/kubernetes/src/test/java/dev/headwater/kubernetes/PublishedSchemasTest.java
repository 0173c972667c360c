package dev.headwater.kubernetes;

import static dev.headwater.kubernetes.Rendered.edit;
import static dev.headwater.kubernetes.Rendered.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The objects of kinds that no Java library knows satisfy the schemas that are published for them;
 * {@code shapes.yaml} alone would be our word for it. Needs Node.js and {@code npm ci} in {@code
 * infra/kubernetes/schemas}.
 */
class PublishedSchemasTest {

    private static final Path SCHEMAS = Rendered.ROOT.resolve("infra/kubernetes/schemas");
    private static final int OF_CUSTOM_KINDS = 15;

    @Test
    void whatOperatorsReadIsAsTheyPublishIt() throws Exception {
        assertEquals(List.of("validated " + OF_CUSTOM_KINDS), said(Rendered.overlay("production")));
    }

    @Test
    void whatIsNotIsNoticed() throws Exception {
        Overlay wrong =
                edit("ScaledObject/orders", d -> object(d, "/spec").put("maxReplicaCount", "many"))
                        .andThen(
                                edit(
                                        "Cluster/postgres",
                                        d -> object(d, "/spec").remove("instances")))
                        .andThen(
                                edit(
                                        "HTTPRoute/orders",
                                        d -> object(d, "/spec").put("hostnames", "orders")))
                        .apply(Rendered.overlay("production"));
        List<String> said = said(wrong);
        assertTrue(
                said.stream().anyMatch(line -> line.startsWith("ScaledObject/orders: ")),
                said::toString);
        assertTrue(
                said.stream().anyMatch(line -> line.startsWith("HTTPRoute/orders: ")),
                said::toString);
    }

    private static List<String> said(Overlay overlay) throws IOException, InterruptedException {
        if (!Files.isDirectory(SCHEMAS.resolve("node_modules"))) {
            String why = "published schemas are not installed: npm ci in infra/kubernetes/schemas";
            System.out.println("headwater-test: " + why);
            return abort(why);
        }
        Process process =
                new ProcessBuilder("node", "validate.mjs")
                        .directory(SCHEMAS.toFile())
                        .redirectErrorStream(true)
                        .start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            for (Manifest each : overlay.manifests()) {
                input.write(each.node() + "\n");
            }
        }
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        assertEquals(0, process.waitFor(), lines::toString);
        return lines;
    }
}
