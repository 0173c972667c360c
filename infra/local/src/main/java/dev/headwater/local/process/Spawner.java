package dev.headwater.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a child so that it dies with this JVM however that ends, {@code kill -9} included.
 *
 * <p>The child's standard input is a pipe whose other end only this JVM holds. A small shell beside
 * the child waits for that pipe to close, which the kernel sees to, and then signals the child. A
 * session of its own keeps a terminal's Ctrl-C from the child: the parent stops its children in
 * order.
 */
final class Spawner {

    private static final String SCRIPT =
            """
            signal=$1; shift
            exec 3<&0
            ( (trap '' INT HUP TERM QUIT; read -r line <&3; kill -s "$signal" $$; kill -s CONT $$) \
                >/dev/null 2>&1 & )
            exec 3<&- </dev/null
            trap '' INT HUP
            if command -v setsid >/dev/null 2>&1; then exec setsid "$@"; fi
            exec "$@"
            """;

    private Spawner() {}

    static Process spawn(ProcessSpec spec) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, spec.name(), spec.orphanSignal()));
        command.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
        builder.environment().putAll(spec.environment());
        return builder.start();
    }

    /** Sends a signal by name to one process; true when it was there to get it. */
    static boolean signal(long pid, String name) {
        try {
            Process kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return kill.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
