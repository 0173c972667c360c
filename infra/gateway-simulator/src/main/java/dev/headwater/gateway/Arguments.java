package dev.headwater.gateway;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param ledger the ledger's file
 */
record Arguments(String host, int port, Path ledger) {

    static final String USAGE = "Usage: --port N --ledger FILE [--host ADDRESS]";

    private static final int PORT_MAX = 65_535;

    /**
     * @throws IllegalArgumentException with a sentence when the arguments are not as in {@link
     *     #USAGE}
     */
    static Arguments parse(String... args) {
        String host = "127.0.0.1";
        @Nullable String port = null;
        @Nullable String ledger = null;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value.");
            }
            switch (option) {
                case "--host" -> host = rest.next();
                case "--port" -> port = rest.next();
                case "--ledger" -> ledger = rest.next();
                default -> throw new IllegalArgumentException("Nobody knows " + option + ".");
            }
        }
        if (port == null || ledger == null) {
            throw new IllegalArgumentException("--port and --ledger are needed.");
        }
        return new Arguments(host, port(port), path(ledger));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw new IllegalArgumentException(text + " is not a port.");
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException(text + " is not a file name.");
        }
    }
}
