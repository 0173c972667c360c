package dev.headwater.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The archives of loaded classes from which child JVMs start, in a third of the time. They belong
 * to the checkout: its platform in {@code .headwater} keeps them fresh, and platforms elsewhere,
 * such as those of tests, read them, and write only what is not there.
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
            if (Files.exists(archive)
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

    /**
     * Whether a process of this platform may write an archive when it ends. Two that do so at once
     * are no harm: each writes a file of its own, and the last one to be named stays.
     *
     * @param archive as {@link #file} gave it
     */
    boolean mayWrite(Path archive) {
        return ours || !Files.exists(archive);
    }
}
