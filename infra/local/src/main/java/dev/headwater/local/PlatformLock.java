package dev.headwater.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Held by the process that supervises a platform for as long as it lives; the system releases it at
 * its death.
 */
final class PlatformLock implements AutoCloseable {

    private final FileChannel channel;

    private PlatformLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or null while another process holds it. */
    static @Nullable PlatformLock tryAcquire(PlatformDirectory directory) {
        Path file = directory.run().resolve("lock");
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new PlatformLock(channel);
                }
            } catch (OverlappingFileLockException e) {
                // Held by this very JVM: as taken as by any other.
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new PlatformException("Cannot lock " + file + ": " + e.getMessage() + ".", e);
        }
    }

    /** Whether some process supervises a platform in this directory now. */
    static boolean isHeld(PlatformDirectory directory) {
        if (!java.nio.file.Files.exists(directory.run().resolve("lock"))) {
            return false;
        }
        try (PlatformLock lock = tryAcquire(directory)) {
            return lock == null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new PlatformException("Cannot release the lock: " + e.getMessage() + ".", e);
        }
    }
}
