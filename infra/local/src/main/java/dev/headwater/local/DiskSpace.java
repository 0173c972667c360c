package dev.headwater.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is room for what the platform writes. A broker or PostgreSQL without room dies with
 * words of its own; this finds the sentence that helps.
 */
final class DiskSpace {

    /** With less than this neither the broker nor PostgreSQL gets far. */
    static final long BYTES_MIN = 64L << 20;

    private final PlatformDirectory directory;

    DiskSpace(PlatformDirectory directory) {
        this.directory = directory;
    }

    /**
     * @throws PlatformException naming the directory that has no room
     */
    void require() {
        String shortage = shortage();
        if (shortage != null) {
            throw new PlatformException(shortage);
        }
    }

    /** Which directory has no room and what to do, in a sentence; null when all have. */
    @Nullable String shortage() {
        List<Path> written =
                List.of(
                        directory.data(Broker.NAME),
                        directory.data(Postgres.NAME),
                        directory.logs(),
                        directory.run());
        for (Path each : written) {
            long free = freeBytes(each);
            if (free < BYTES_MIN) {
                return sentence(each, free);
            }
        }
        return null;
    }

    private String sentence(Path full, long free) {
        return "The disk is full: %s has %.1f MiB left and the platform needs at least %d. Make room there and"
                        .formatted(full, free / (double) (1 << 20), BYTES_MIN >> 20)
                + " start again, nothing that was acknowledged is lost; or start over without the old"
                + " data: ./headwater up --fresh.";
    }

    /** Of a directory that may not exist yet: of the nearest one above it that does. */
    private static long freeBytes(Path wanted) {
        Path at = wanted;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        try {
            return at == null ? Long.MAX_VALUE : Files.getFileStore(at).getUsableSpace();
        } catch (IOException e) {
            // A file system that does not tell: whoever writes there will.
            return Long.MAX_VALUE;
        }
    }
}
