package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** How far a job is: a bar that is drawn over on a terminal, a line every two seconds in a pipe. */
final class ProgressLine {

    private static final int WIDTH = 30;
    private static final long LINE_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final boolean terminal;
    private final String title;
    private long lastNanos;

    ProgressLine(PrintStream out, boolean terminal, String title) {
        this.out = out;
        this.terminal = terminal;
        this.title = title;
        lastNanos = System.nanoTime();
    }

    /** Whether the standard output is a terminal. */
    static boolean isTerminal() {
        java.io.Console console = System.console();
        return console != null && console.isTerminal();
    }

    void show(JsonNode status) {
        if (terminal) {
            out.print("\r\u001b[K" + text(status, true));
            out.flush();
        } else if (System.nanoTime() - lastNanos > LINE_NANOS) {
            lastNanos = System.nanoTime();
            out.println(text(status, false));
        }
    }

    void done(String result) {
        out.println((terminal ? "\r\u001b[K" : "") + title + "  " + result);
    }

    private String text(JsonNode status, boolean bar) {
        long done = status.path("eventsDone").asLong();
        long total = Math.max(done, status.path("eventsTotal").asLong());
        int percent = total == 0 ? 0 : (int) (100 * done / total);
        int filled = WIDTH * percent / 100;
        String drawn = bar ? "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " : "";
        String eta =
                status.hasNonNull("etaSeconds")
                        ? ", " + status.path("etaSeconds").asLong() + " s left"
                        : "";
        return "%s  %s%d%%  %,d of %,d events, %,d/s%s  %s"
                .formatted(
                        title,
                        drawn,
                        percent,
                        done,
                        total,
                        status.path("ratePerSecond").asLong(),
                        eta,
                        status.path("phase").asText());
    }
}
