package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.audit.AuditReport;
import dev.headwater.local.audit.LogAudit;
import dev.headwater.local.client.ProjectionJob;
import dev.headwater.local.client.ServiceClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that tables, logs and the payment gateway say the same. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Folds the log afresh beside the live tables and compares them, projection by projection;",
            "then audits the logs themselves and the payment gateway's ledger.",
            "With a service: its projections only. Exits 1 when anything differs."
        })
final class VerifyCommand implements Callable<Integer> {

    private static final Duration REST = Duration.ofSeconds(60);

    @Parameters(paramLabel = "<service>", arity = "0..1")
    private @Nullable String service;

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    private final ObjectNode result = JsonMapper.builder().build().createObjectNode();

    @Override
    public Integer call() throws IOException {
        PlatformState state = new Checkout().running();
        String only = service;
        if (only != null && !PlatformPlan.SERVICES.contains(only)) {
            throw new PlatformException(
                    "There is no service " + only + ", only " + PlatformPlan.SERVICES + ".");
        }
        boolean good = true;
        AuditReport report = only == null ? audit(state) : null;
        ArrayNode rows = result.putArray("projections");
        line("%-10s %-24s %9s  %-10s %s", "service", "projection", "rows", "result", "checksum");
        for (String name : only == null ? PlatformPlan.SERVICES : List.of(only)) {
            if (state.processes().stream().anyMatch(entry -> entry.name().equals(name))) {
                good &= projections(ServiceClient.of(state, name), rows);
            }
        }
        if (report != null) {
            good &= report.isClean();
            result.set("audit", JsonMapper.builder().build().valueToTree(report));
            if (!json) {
                System.out.println();
                AuditText.print(report, System.out);
            }
        }
        result.put("verified", good);
        if (json) {
            System.out.println(result);
        } else {
            System.out.println(
                    good ? "\nverified: everything agrees" : "\nNOT verified: see above");
        }
        return good ? 0 : 1;
    }

    private boolean projections(ServiceClient client, ArrayNode rows) {
        boolean good = true;
        for (String name : ProjectionJob.projections(client)) {
            ProgressLine progress =
                    new ProgressLine(
                            System.out,
                            ProgressLine.isTerminal() && !json,
                            client.service() + "/" + name);
            JsonNode last =
                    ProjectionJob.verify(client, name)
                            .await(
                                    status -> {
                                        if (!json) {
                                            progress.show(status);
                                        }
                                    });
            good &= judge(client.service(), name, last, rows);
        }
        return good;
    }

    private boolean judge(String owner, String name, JsonNode last, ArrayNode rows) {
        String live = last.path("checksumLive").asText();
        String replayed = last.path("checksumReplayed").asText();
        boolean ran = last.path("status").asText().equals("SUCCEEDED");
        boolean equal = ran && live.equals(replayed) && last.path("differences").isEmpty();
        if (ProgressLine.isTerminal() && !json) {
            System.out.print("\r\u001b[K");
        }
        line(
                "%-10s %-24s %,9d  %-10s %s",
                owner,
                name,
                last.path("rows").asLong(),
                equal ? "equal" : ran ? "DIFFERENT" : last.path("status").asText(),
                equal ? live : live + " live, " + replayed + " replayed");
        if (!equal) {
            line("    %s%s", last.path("differences"), last.path("reason").asText(""));
        }
        ObjectNode row = rows.addObject();
        row.put("service", owner).put("projection", name).put("equal", equal);
        row.set("verification", last);
        return equal;
    }

    private AuditReport audit(PlatformState state) {
        boolean gateway =
                state.processes().stream().anyMatch(entry -> entry.name().equals("gateway"));
        String url = gateway ? ServiceClient.of(state, "gateway").url() : null;
        try (LogAudit audit = LogAudit.of(state.urls().getOrDefault("kafka", ""), url)) {
            audit.awaitRest(REST);
            return audit.report();
        }
    }

    private void line(String format, Object... arguments) {
        if (!json) {
            System.out.printf(format + "%n", arguments);
        }
    }
}
