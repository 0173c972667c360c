package dev.headwater.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The archives of loaded classes from which child JVMs start. They belong to the checkout and are
 * written by the platform in its own {@code .headwater} only; platforms elsewhere, such as those of
 * tests, read them.
 */
final class ClassArchives {

    private final Path directory;
    private final boolean ours;

    ClassArchives(Repository repository, PlatformDirectory used) {
        PlatformDirectory home = new PlatformDirectory(repository.root().resolve(".headwater"));
        directory = home.cache();
        ours = home.equals(used);
    }

    /**
     * A program's archive.
     *
     * @param code a file or directory that is newer than the archive once the program was built
     *     anew: the JVM ignores an archive of other classes, but does not replace it
     */
    Path file(String program, Path code) {
        Path archive = directory.resolve(program + ".jsa");
        try {
            if (ours
                    && Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(code))
                            < 0) {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw new PlatformException(
                    "Cannot replace " + archive + ": " + e.getMessage() + ".", e);
        }
        return archive;
    }

    /** Whether the processes of this platform may write. */
    boolean areOurs() {
        return ours;
    }
}
