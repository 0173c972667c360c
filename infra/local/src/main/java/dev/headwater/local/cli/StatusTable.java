package dev.headwater.local.cli;

import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import java.io.PrintWriter;

/** What a person reads about a platform: where to reach what. */
final class StatusTable {

    private StatusTable() {}

    /** One line a process: name, address, process id. */
    static void urls(PlatformState state, PrintWriter out) {
        out.println();
        for (PlatformState.Entry entry : state.processes()) {
            out.printf("  %-12s %s%n", entry.process(), address(entry));
        }
        out.println();
        out.flush();
    }

    private static String address(PlatformState.Entry entry) {
        String http = "http://127.0.0.1:" + entry.port();
        if (PlatformPlan.SERVICES.contains(entry.name())) {
            return http + "   API " + http + "/q/swagger-ui";
        }
        return switch (entry.name()) {
            case "kafka" -> "127.0.0.1:" + entry.port();
            case "postgres" ->
                    "postgresql://127.0.0.1:"
                            + entry.port()
                            + "   user and password of orders: orders";
            case "registry" -> http + "   for Confluent clients " + http + "/apis/ccompat/v7";
            default -> http;
        };
    }
}
