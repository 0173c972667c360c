package dev.headwater.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What one platform keeps: {@code data} survives, {@code logs} are appended to, {@code run} is
 * rewritten.
 *
 * @param base {@code .headwater} of a checkout, or a temporary directory in a test
 */
public record PlatformDirectory(Path base) {

    private static final long LOG_BYTES_MAX = 16L << 20;

    public PlatformDirectory {
        base = base.toAbsolutePath().normalize();
    }

    public Path data(String process) {
        return base.resolve("data").resolve(process);
    }

    public Path logs() {
        return base.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path run() {
        return base.resolve("run");
    }

    public Path config() {
        return base.resolve("config");
    }

    public Path cache() {
        return base.resolve("cache");
    }

    /**
     * Makes what is missing.
     *
     * @throws PlatformException when the disk is full or the directory is not ours to write
     */
    public void create() {
        Path at = base;
        try {
            for (Path directory :
                    new Path[] {base.resolve("data"), logs(), run(), config(), cache()}) {
                at = directory;
                Files.createDirectories(directory);
            }
            at = Files.createTempFile(run(), "probe", ".tmp");
            Files.write(at, new byte[64 << 10]);
            Files.delete(at);
        } catch (IOException e) {
            throw new PlatformException(
                    "Cannot write "
                            + at
                            + " ("
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + "): check the free space and the permissions of "
                            + base
                            + ".",
                    e);
        }
    }

    /** Forgets all data, logs and state; what was built or unpacked once stays. */
    public void wipe() {
        for (String part : new String[] {"data", "logs", "run", "config"}) {
            delete(base.resolve(part));
        }
    }

    /** Moves a log that has grown past 16 MiB aside, one generation. */
    public void rotateLog(String process) {
        Path log = log(process);
        try {
            if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
                Files.move(
                        log,
                        logs().resolve(process + ".log.1"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new PlatformException("Cannot rotate " + log + ": " + e.getMessage() + ".", e);
        }
    }

    /** Deletes a directory with all that is in it, if there is one. */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try {
            Files.walkFileTree(
                    directory,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.delete(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path visited, @Nullable IOException failure) throws IOException {
                            if (failure != null) {
                                throw failure;
                            }
                            Files.delete(visited);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new PlatformException(
                    "Cannot delete " + directory + ": " + e.getMessage() + ".", e);
        }
    }
}
