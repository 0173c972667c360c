package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.PlatformException;
import dev.headwater.local.client.ServiceClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a stream's events from the log and its state after them. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = {
            "Shows a stream's events from the log, and its state then.",
            "Streams: order-<id>, payment-<order id>, item-<sku>, reservation-<order id>;",
            "an id alone finds the first of them that has it."
        })
final class HistoryCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "<service>")
    private String service = "";

    @Parameters(index = "1", paramLabel = "<stream-id>")
    private String stream = "";

    @Option(
            names = "--as-of",
            paramLabel = "<instant or version>",
            description = "Only what had happened by then, for example 2 or 2026-01-31T12:00:00Z.")
    private @Nullable String asOf;

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    @Override
    public Integer call() {
        ServiceClient client = ServiceClient.of(new Checkout().running(), service);
        String query = asOf == null ? "" : "?asOf=" + encode(asOf);
        ServiceClient.Reply reply = client.get("/admin/streams/" + encode(stream) + query);
        if (reply.status() != 200) {
            throw new PlatformException("No history of " + stream + ": " + reply.describe());
        }
        if (json) {
            System.out.println(reply.body());
        } else {
            print(reply.body());
        }
        return 0;
    }

    private static void print(JsonNode history) {
        System.out.println(history.path("streamId").asText());
        for (JsonNode event : history.path("events")) {
            System.out.printf(
                    "%4d  %s  %-24s partition %d offset %d%n",
                    event.path("version").asLong(),
                    event.path("at").asText(),
                    event.path("type").asText(),
                    event.path("partition").asInt(),
                    event.path("offset").asLong());
            fields(event.path("data"), "        ");
        }
        System.out.printf("%nstate at version %d%n", history.path("version").asLong());
        if (history.hasNonNull("stateType")) {
            System.out.println("    " + history.path("stateType").asText());
        }
        fields(history.path("state"), "        ");
    }

    private static void fields(JsonNode object, String indent) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode value = field.getValue();
            System.out.printf(
                    "%s%s: %s%n",
                    indent, field.getKey(), value.isValueNode() ? value.asText() : value);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
