package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.client.ServiceClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Streams that a projection has parked because an event of theirs cannot be folded. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = {
            "Streams that wait because one of their events cannot be folded into a table.",
            "Other streams go on; redrive folds what waits, in order, once the cause is gone;",
            "skip passes over what can never be folded."
        },
        subcommands = {HelpCommand.class})
final class DeadLettersCommand {

    /** Lists parked streams. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Every parked stream with its cause, oldest first.")
    int list(
            @Parameters(paramLabel = "<service>", arity = "0..1") @Nullable String only,
            @Option(names = "--json", description = "For machines.") boolean json) {
        PlatformState state = new Checkout().running();
        ArrayNode all = JsonMapper.builder().build().createArrayNode();
        for (String service : only == null ? running(state) : List.of(only)) {
            for (JsonNode parked : get(client(state, service), "/admin/dead-letters")) {
                all.add(((ObjectNode) parked).put("service", service));
            }
        }
        if (json) {
            System.out.println(all);
            return 0;
        }
        for (JsonNode each : all) {
            System.out.printf(
                    "%s %s %s  %d events since %s%n    %s%n",
                    each.path("service").asText(),
                    each.path("projection").asText(),
                    each.path("streamId").asText(),
                    each.path("events").asLong(),
                    each.path("at").asText(),
                    each.path("reason").asText());
        }
        System.out.println(all.isEmpty() ? "no stream is parked" : all.size() + " streams wait");
        return 0;
    }

    /** Shows a parked stream. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "The events of a parked stream, decoded as far as they can be.")
    int show(
            @Parameters(paramLabel = "<service>") String service,
            @Parameters(paramLabel = "<projection>") String projection,
            @Parameters(paramLabel = "<stream-id>") String stream,
            @Option(names = "--json", description = "For machines.") boolean json) {
        JsonNode items = get(client(new Checkout().running(), service), path(projection, stream));
        if (json) {
            System.out.println(items);
            return 0;
        }
        items.forEach(DeadLettersCommand::print);
        return 0;
    }

    /** Folds a parked stream again. */
    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description = "Folds the parked events again, in order. Exits 1 when some still wait.")
    int redrive(
            @Parameters(paramLabel = "<service>") String service,
            @Parameters(paramLabel = "<projection>") String projection,
            @Parameters(paramLabel = "<stream-id>") String stream) {
        ServiceClient.Reply reply =
                client(new Checkout().running(), service)
                        .post(path(projection, stream) + "/redrive", null, null);
        if (reply.status() != 200) {
            throw new PlatformException(stream + " was not redriven: " + reply.describe());
        }
        return waiting(reply.body());
    }

    /** Passes over an event. */
    @Command(
            name = "skip",
            mixinStandardHelpOptions = true,
            description = {
                "Passes over the event that cannot be folded, for good, and folds what waits behind it.",
                "The decision and its reason are kept in the log: a rebuild leaves the event out, too.",
                "Exits 1 when some still wait."
            })
    int skip(
            @Parameters(paramLabel = "<service>") String service,
            @Parameters(paramLabel = "<projection>") String projection,
            @Parameters(paramLabel = "<stream-id>") String stream,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "<text>",
                            description = "Why, for those who wonder later.")
                    String reason,
            @Option(
                            names = "--event",
                            paramLabel = "<n>",
                            description =
                                    "Version of another event than the one that cannot be folded.")
                    @Nullable Long version) {
        Map<String, Object> body =
                version == null
                        ? Map.of("reason", reason)
                        : Map.of("reason", reason, "version", version);
        ServiceClient.Reply reply =
                client(new Checkout().running(), service)
                        .post(path(projection, stream) + "/skip", null, body);
        if (reply.status() != 200) {
            throw new PlatformException("Nothing was skipped: " + reply.describe());
        }
        return waiting(reply.body());
    }

    /** Lists what was passed over. */
    @Command(
            name = "skipped",
            mixinStandardHelpOptions = true,
            description = "The events that a service's projections pass over, and why.")
    int skipped(@Parameters(paramLabel = "<service>") String service) {
        JsonNode all =
                get(client(new Checkout().running(), service), "/admin/dead-letters/skipped");
        all.forEach(
                each ->
                        System.out.printf(
                                "%s %s version %d  since %s%n    %s%n",
                                each.path("projection").asText(),
                                each.path("streamId").asText(),
                                each.path("version").asLong(),
                                each.path("at").asText(),
                                each.path("reason").asText()));
        System.out.println(all.isEmpty() ? "no event is passed over" : all.size() + " in all");
        return 0;
    }

    private static int waiting(JsonNode result) {
        long parked = result.path("parked").asLong();
        System.out.printf("%d events folded", result.path("folded").asLong());
        System.out.println(
                parked == 0
                        ? ", none waits"
                        : ", %d wait still: %s".formatted(parked, result.path("reason").asText()));
        return parked == 0 ? 0 : 1;
    }

    private static List<String> running(PlatformState state) {
        List<String> services = new ArrayList<>(PlatformPlan.SERVICES);
        services.removeIf(
                name -> state.processes().stream().noneMatch(each -> each.name().equals(name)));
        return services;
    }

    private static ServiceClient client(PlatformState state, String service) {
        if (!PlatformPlan.SERVICES.contains(service)) {
            throw new PlatformException(
                    "There is no service " + service + ", only " + PlatformPlan.SERVICES + ".");
        }
        return ServiceClient.of(state, service);
    }

    private static JsonNode get(ServiceClient client, String path) {
        ServiceClient.Reply reply = client.get(path);
        if (reply.status() != 200) {
            throw new PlatformException(client.service() + " does not tell: " + reply.describe());
        }
        return reply.body().path("items");
    }

    private static String path(String projection, String stream) {
        return "/admin/dead-letters/%s/%s".formatted(encode(projection), encode(stream));
    }

    private static String encode(String part) {
        return java.net.URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static void print(JsonNode event) {
        System.out.printf(
                "%4d  %s  offset %d  %s%n",
                event.path("version").asLong(),
                event.path("at").asText(),
                event.path("offset").asLong(),
                event.path("type").asText("(not decoded)"));
        if (event.hasNonNull("reason")) {
            System.out.println("      cannot be folded: " + event.path("reason").asText());
        }
        if (event.hasNonNull("data")) {
            for (Map.Entry<String, JsonNode> field : event.path("data").properties()) {
                System.out.println("        " + field.getKey() + ": " + field.getValue());
            }
        } else if (event.hasNonNull("value")) {
            byte[] bytes = Base64.getDecoder().decode(event.path("value").asText());
            System.out.println("        " + HexFormat.of().formatHex(bytes));
        }
    }
}
