package dev.headwater.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command that runs to its end. */
final class OneShot {

    private static final long TIMEOUT_SECONDS = 120;

    private OneShot() {}

    /**
     * Runs a command and returns what it printed.
     *
     * @param purpose completes "Cannot …" in the error
     * @throws PlatformException when it fails or takes two minutes
     */
    static String run(List<String> command, String purpose) {
        Path output = null;
        try {
            output = Files.createTempFile("headwater", ".out");
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(output.toFile())
                            .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new PlatformException(
                        "Cannot " + purpose + " within " + TIMEOUT_SECONDS + " s.");
            }
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new PlatformException("Cannot " + purpose + ": " + printed.strip());
            }
            return printed;
        } catch (IOException e) {
            throw new PlatformException("Cannot " + purpose + ": " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Cannot " + purpose + ": interrupted.", e);
        } finally {
            deleteQuietly(output);
        }
    }

    /** Whether a command exists and succeeds. */
    static boolean succeeds(String... command) {
        try {
            run(List.of(command), "run " + command[0]);
            return true;
        } catch (PlatformException e) {
            return false;
        }
    }

    private static void deleteQuietly(@org.jspecify.annotations.Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
