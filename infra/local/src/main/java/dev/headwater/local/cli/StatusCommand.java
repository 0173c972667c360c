package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.local.Http;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.Ports;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows every process with its health, the partitions it owns and how far its projections are. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows each process, its health, owned partitions, lag and projections.")
final class StatusCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Optional<PlatformState> state = PlatformState.read(new Checkout().directory());
        if (state.isEmpty()) {
            System.out.println(json ? "{\"processes\":[]}" : "The platform is down.");
            return 1;
        }
        ArrayNode processes = JSON.createArrayNode();
        state.get().processes().parallelStream()
                .map(StatusCommand::describe)
                .forEachOrdered(processes::add);
        if (json) {
            ObjectNode root = JSON.createObjectNode();
            root.set("processes", processes);
            System.out.println(JSON.writeValueAsString(root));
        } else {
            print(processes);
        }
        return 0;
    }

    private static ObjectNode describe(PlatformState.Entry entry) {
        ObjectNode node = JSON.createObjectNode();
        node.put("name", entry.name());
        node.put("replica", entry.replica());
        node.put("pid", entry.pid());
        node.put("port", entry.port());
        node.put("health", health(entry));
        node.put("crashes", entry.crashes());
        if (PlatformPlan.SERVICES.contains(entry.name())) {
            String url = "http://127.0.0.1:" + entry.port();
            node.set("partitions", get(url + "/admin/partitions").path("partitions"));
            node.set("projections", get(url + "/admin/projections").path("items"));
        }
        return node;
    }

    private static String health(PlatformState.Entry entry) {
        if (entry.pid() < 0) {
            return "DOWN";
        }
        String url = "http://127.0.0.1:" + entry.port();
        try {
            return switch (entry.name()) {
                case "kafka", "postgres" -> Ports.isFree(entry.port()) ? "STARTING" : "UP";
                case "registry" -> ok(url + "/apis/registry/v3/system/info");
                case "gateway" -> ok(url + "/health");
                default -> ok(url + "/q/health/ready");
            };
        } catch (IOException e) {
            return "STARTING";
        }
    }

    private static String ok(String url) throws IOException {
        return Http.isOk(url) ? "UP" : "DOWN";
    }

    private static JsonNode get(String url) {
        try {
            HttpResponse<String> answer = Http.get(url);
            return answer.statusCode() == 200
                    ? JSON.readTree(answer.body())
                    : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode();
        }
    }

    private static void print(ArrayNode processes) {
        System.out.printf(
                "%-12s %8s %6s %-9s %8s  %s%n",
                "process", "pid", "port", "health", "crashes", "partitions and projections");
        for (JsonNode process : processes) {
            String name = process.path("name").asText();
            System.out.printf(
                    "%-12s %8s %6d %-9s %8d  %s%n",
                    PlatformPlan.SERVICES.contains(name)
                            ? name + "-" + process.path("replica").asInt()
                            : name,
                    process.path("pid").asLong() < 0 ? "-" : process.path("pid").asText(),
                    process.path("port").asInt(),
                    process.path("health").asText(),
                    process.path("crashes").asInt(),
                    details(process));
        }
    }

    /** {@code owns 0,1,2 REPLAYING; order_view v1 at 12.7.0.3.9.4 lag 0}: offsets by partition. */
    static String details(JsonNode process) {
        List<String> details = new ArrayList<>();
        List<String> owned = new ArrayList<>();
        for (JsonNode partition : process.path("partitions")) {
            String phase = partition.path("phase").asText();
            if (!phase.equals("ELSEWHERE")) {
                owned.add(
                        partition.path("partition").asText()
                                + (phase.equals("LIVE") ? "" : " " + phase));
            }
        }
        if (!owned.isEmpty()) {
            details.add("owns " + String.join(",", owned));
        }
        for (JsonNode projection : process.path("projections")) {
            List<String> positions = new ArrayList<>();
            projection
                    .path("partitions")
                    .forEach(partition -> positions.add(partition.path("nextOffset").asText()));
            details.add(
                    "%s v%s at %s lag %s"
                            .formatted(
                                    projection.path("name").asText(),
                                    projection.path("version").asText(),
                                    String.join(".", positions),
                                    projection.path("lag").asText()));
        }
        return String.join("; ", details);
    }
}
