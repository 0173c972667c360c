package dev.headwater.local.cli;

import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the supervisor as a process that outlives this one, and shows what it says until all is
 * ready.
 */
final class Detached {

    private static final String SCRIPT =
            """
            trap '' INT HUP
            if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
            exec "$@"
            """;

    private final Checkout checkout;
    private final PrintWriter out;

    Detached(Checkout checkout, PrintWriter out) {
        this.checkout = checkout;
        this.out = out;
    }

    int start(List<String> arguments) throws InterruptedException {
        checkout.directory().create();
        Path log = checkout.directory().log("headwater");
        try {
            Files.deleteIfExists(log);
            Process supervisor =
                    new ProcessBuilder(command(arguments))
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            return follow(supervisor, log);
        } catch (IOException e) {
            throw new PlatformException("Cannot start the supervisor: " + e.getMessage() + ".", e);
        }
    }

    private int follow(Process supervisor, Path log) throws IOException, InterruptedException {
        long shown = 0;
        while (true) {
            boolean ended = !supervisor.isAlive();
            PlatformState state = PlatformState.read(checkout.directory()).orElse(null);
            shown = show(log, shown);
            if (state != null && state.ready()) {
                StatusTable.urls(state, out);
                out.println("Stop it with ./headwater down; try ./headwater demo.");
                out.flush();
                return 0;
            }
            if (ended) {
                return 1;
            }
            Thread.sleep(100);
        }
    }

    private long show(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            out.print(new String(bytes, StandardCharsets.UTF_8));
            out.flush();
            return from + bytes.length;
        }
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "headwater"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Xshare:auto",
                        "-XX:SharedArchiveFile=" + checkout.directory().cache().resolve("cli.jsa"),
                        "-Xlog:disable",
                        "-Dheadwater.root=" + checkout.repository().root(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()));
        command.addAll(arguments);
        return command;
    }
}
