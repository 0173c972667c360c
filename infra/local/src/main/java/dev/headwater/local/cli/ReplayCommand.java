package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.client.ProjectionJob;
import dev.headwater.local.client.ServiceClient;
import dev.headwater.local.drill.EmptyDatabases;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rebuilds a service's tables from its log while readers go on. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Rebuilds a service's tables from the log, beside those that are read, and swaps them;",
            "or folds a part of the log into a table of its own.",
            "Exits 1 when a rebuild failed and readers kept the old table."
        })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "<service>")
    private String service = "";

    @Option(
            names = "--projection",
            paramLabel = "<name>",
            description = "Only this one; all by default.")
    private @Nullable String projection;

    @Option(
            names = "--from-scratch",
            description = "Drops and recreates the service's database first, with all it holds.")
    private boolean fromScratch;

    @Option(names = "--max-rate", paramLabel = "<n>", description = "Most events a second.")
    private @Nullable Long maxRate;

    @Option(
            names = "--rollback",
            description =
                    "Back to the table before the last rebuild, which catches up first. It is kept until the next one.")
    private boolean rollback;

    @Mixin private SideTableOptions side = new SideTableOptions();

    @Option(names = "--json", description = "For machines: the last status of every rebuild.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Checkout checkout = new Checkout();
        PlatformState state = checkout.running();
        if (!PlatformPlan.SERVICES.contains(service)) {
            throw new PlatformException(
                    "There is no service " + service + ", only " + PlatformPlan.SERVICES + ".");
        }
        if (rollback && (fromScratch || maxRate != null)) {
            throw new PlatformException(
                    "--rollback goes with neither --from-scratch nor --max-rate.");
        }
        if (side.isGiven() && (fromScratch || rollback)) {
            throw new PlatformException(
                    "A table of its own goes with neither --from-scratch nor --rollback.");
        }
        ServiceClient client = ServiceClient.of(state, service);
        if (fromScratch) {
            note("dropping the database of " + service);
            EmptyDatabases databases = new EmptyDatabases(checkout::running);
            databases.awaitReady(databases.recreate(List.of(service)));
            note(service + " is back with an empty database");
        }
        ArrayNode results = JsonMapper.builder().build().createArrayNode();
        boolean succeeded = true;
        for (var each : jobs(client).entrySet()) {
            JsonNode result = await(each.getKey(), each.getValue().get());
            results.add(result);
            succeeded &= result.path("status").asText().equals("SUCCEEDED");
        }
        if (json) {
            ObjectNode root = JsonMapper.builder().build().createObjectNode();
            root.put("service", service);
            root.set("rebuilds", results);
            System.out.println(root);
        }
        return succeeded ? 0 : 1;
    }

    private List<String> names(ServiceClient client) {
        List<String> all = ProjectionJob.projections(client);
        String wanted = projection;
        if (wanted == null && side.isGiven() && all.size() > 1) {
            throw new PlatformException(
                    "Whose rows? %s has the projections %s: choose one with --projection."
                            .formatted(service, all));
        }
        if (wanted == null) {
            return all;
        }
        if (!all.contains(wanted)) {
            throw new PlatformException(
                    service + " has no projection " + wanted + ", only " + all + ".");
        }
        return List.of(wanted);
    }

    /** By projection; all rebuilds of a service run at once, what else there is one by one. */
    private Map<String, Supplier<ProjectionJob>> jobs(ServiceClient client) {
        Map<String, Supplier<ProjectionJob>> jobs = new LinkedHashMap<>();
        if (projection == null && !rollback && !side.isGiven()) {
            ProjectionJob.rebuildAll(client, maxRate)
                    .forEach((name, job) -> jobs.put(name, () -> job));
        } else {
            names(client).forEach(name -> jobs.put(name, () -> job(client, name)));
        }
        return jobs;
    }

    private JsonNode await(String name, ProjectionJob job) {
        ProgressLine line =
                new ProgressLine(
                        System.out, ProgressLine.isTerminal() && !json, service + "/" + name);
        JsonNode last =
                job.await(
                        status -> {
                            if (!json) {
                                line.show(status);
                            }
                        });
        if (!json) {
            line.done(result(name, last));
        }
        return last;
    }

    private ProjectionJob job(ServiceClient client, String name) {
        if (side.isGiven()) {
            Map<String, Object> request = side.request(name);
            if (maxRate != null) {
                request.put("maxRate", maxRate);
            }
            return ProjectionJob.sideTable(client, name, request);
        }
        return rollback
                ? ProjectionJob.rollback(client, name)
                : ProjectionJob.rebuild(client, name, maxRate);
    }

    private String result(String name, JsonNode last) {
        String status = last.path("status").asText();
        if (side.isGiven()) {
            return sideResult(name, last, status);
        }
        if (!status.equals("SUCCEEDED")) {
            return status + ", readers keep the old table: " + last.path("reason").asText();
        }
        if (rollback) {
            return "rolled back: %,d rows, checksum %s"
                    .formatted(last.path("rows").asLong(), last.path("checksumAfter").asText());
        }
        return "rebuilt: %,d rows from %,d events at %,d/s, checksum %s"
                .formatted(
                        last.path("rows").asLong(),
                        last.path("eventsDone").asLong(),
                        last.path("ratePerSecond").asLong(),
                        last.path("checksumAfter").asText());
    }

    private String sideResult(String name, JsonNode last, String status) {
        if (!status.equals("SUCCEEDED")) {
            return status + ", there is no table: " + last.path("reason").asText();
        }
        return "table %s in the database of %s: %,d rows from %,d events, checksum %s"
                .formatted(
                        side.table(name),
                        service,
                        last.path("rows").asLong(),
                        last.path("eventsDone").asLong(),
                        last.path("checksum").asText());
    }

    private void note(String line) {
        if (!json) {
            System.out.println(line);
        }
    }
}
