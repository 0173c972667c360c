package dev.headwater.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a running platform tells other processes of this machine, in {@code run/platform.json}.
 *
 * @param supervisor process id of the supervisor
 * @param ready whether all was ready once
 * @param urls where to reach what, by name
 */
public record PlatformState(
        long supervisor, boolean ready, Map<String, String> urls, List<Entry> processes) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * One process.
     *
     * @param pid -1 while it is down
     * @param crashes how often it ended by itself since the platform was started
     */
    public record Entry(String name, int replica, long pid, int port, int crashes) {

        /** The name of its log: {@code orders-2}, {@code kafka}. */
        public String process() {
            return PlatformPlan.SERVICES.contains(name) ? name + "-" + replica : name;
        }
    }

    /** The state of the platform that runs in this directory; empty when none runs. */
    public static Optional<PlatformState> read(PlatformDirectory directory) {
        Path file = file(directory);
        if (!PlatformLock.isHeld(directory) || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), PlatformState.class));
        } catch (IOException e) {
            throw new PlatformException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }

    void write(PlatformDirectory directory) {
        Path file = file(directory);
        try {
            Path fresh = Files.createTempFile(directory.run(), "platform", ".tmp");
            JSON.writerWithDefaultPrettyPrinter().writeValue(fresh.toFile(), this);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new PlatformException("Cannot write " + file + ": " + e.getMessage() + ".", e);
        }
    }

    static void delete(PlatformDirectory directory) {
        try {
            Files.deleteIfExists(file(directory));
        } catch (IOException e) {
            throw new PlatformException("Cannot delete the state: " + e.getMessage() + ".", e);
        }
    }

    private static Path file(PlatformDirectory directory) {
        return directory.run().resolve("platform.json");
    }
}
