package dev.headwater.local.cli;

import dev.headwater.local.PlatformException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of the log goes into a table of its own. */
final class SideTableOptions {

    @Option(
            names = "--into",
            paramLabel = "<table>",
            description = {
                "Folds into a table of its own, for analysis, and touches nothing that is read.",
                "One that an earlier replay has made is replaced."
            })
    private @Nullable String into;

    @Option(
            names = "--until",
            paramLabel = "<instant>",
            description = "With --into: as of then, such as 2026-01-01T12:00:00Z.")
    private @Nullable String until;

    @Option(
            names = "--stream",
            paramLabel = "<id>",
            description = {
                "One stream, such as order-7f3a, into a table of its own:",
                "<projection>_of_stream unless --into says another."
            })
    private @Nullable String stream;

    @Option(
            names = "--partition",
            paramLabel = "<n>",
            description = "With --into: this partition alone.")
    private @Nullable Integer partition;

    @Option(
            names = "--from-offset",
            paramLabel = "<n>",
            description = "With --into: no event before it.")
    private @Nullable Long fromOffset;

    @Option(
            names = "--to-offset",
            paramLabel = "<n>",
            description = "With --into: no event from it on.")
    private @Nullable Long toOffset;

    boolean isGiven() {
        return into != null
                || until != null
                || stream != null
                || partition != null
                || fromOffset != null
                || toOffset != null;
    }

    /** The table that a projection's rows go into. */
    String table(String projection) {
        String chosen = into;
        if (chosen != null) {
            return chosen;
        }
        if (stream == null) {
            throw new PlatformException(
                    "--until, --partition and offsets need --into <table>: the live table holds all events.");
        }
        return projection + "_of_stream";
    }

    /** The request's body, but for the rate. */
    Map<String, Object> request(String projection) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("into", table(projection));
        put(request, "until", instant());
        put(request, "stream", stream);
        put(request, "partition", partition);
        put(request, "fromOffset", fromOffset);
        put(request, "toOffset", toOffset);
        return request;
    }

    private @Nullable String instant() {
        if (until == null) {
            return null;
        }
        try {
            return Instant.parse(until).toString();
        } catch (DateTimeException e) {
            throw new PlatformException(
                    "--until is an instant with its zone, such as 2026-01-01T12:00:00Z, not '%s'."
                            .formatted(until),
                    e);
        }
    }

    private static void put(Map<String, Object> request, String name, @Nullable Object value) {
        if (value != null) {
            request.put(name, value);
        }
    }
}
