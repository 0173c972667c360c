package dev.headwater.acceptance;

import dev.headwater.local.LocalPlatform;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A platform of processes of this machine, in a temporary directory. */
final class ProcessPlatform implements Closeable {

    private final LocalPlatform platform;
    private final Path logs;

    private ProcessPlatform(LocalPlatform platform, Path logs) {
        this.platform = platform;
        this.logs = logs;
    }

    /**
     * @param logs gets a copy of every process's log when the platform is closed
     * @param environments over the defaults, by process group
     */
    static ProcessPlatform start(Path logs, Map<String, Map<String, String>> environments) {
        var plan =
                LocalPlatform.plan()
                        .directory(temporary())
                        .freePorts()
                        .progress(line -> System.out.println("platform: " + line));
        environments.forEach(plan::environment);
        return new ProcessPlatform(plan.start(), logs);
    }

    Shop shop() {
        return Shop.of(platform);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("headwater-acceptance");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        platform.close();
        try (var files = Files.newDirectoryStream(platform.directory().logs())) {
            for (Path log : files) {
                Files.copy(
                        log, logs.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        delete(platform.directory().base());
    }

    private static void delete(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(directory)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
