package dev.headwater.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A platform's temporary directory; its logs stay below {@code target}. */
public final class Directories {

    private Directories() {}

    public static Path temporary() {
        try {
            return Files.createTempDirectory("headwater-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void keepLogs(Path from, String platform) {
        Path to = Path.of("target", "platform-logs", platform);
        try {
            Files.createDirectories(to);
            try (var logs = Files.newDirectoryStream(from)) {
                for (Path log : logs) {
                    Path kept = to.resolve(log.getFileName());
                    Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
