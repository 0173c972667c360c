package dev.headwater.local;

import java.nio.file.Path;

/**
 * The archives of loaded classes from which child JVMs start. They belong to the checkout and are
 * written by the platform in its own {@code .headwater} only; platforms elsewhere, such as those of
 * tests, read them.
 */
final class ClassArchives {

    private final Path own;
    private final boolean ours;

    ClassArchives(Repository repository, PlatformDirectory directory) {
        PlatformDirectory home = new PlatformDirectory(repository.root().resolve(".headwater"));
        own = home.cache();
        ours = home.equals(directory);
    }

    Path file(String program) {
        return own.resolve(program + ".jsa");
    }

    /** Whether the processes of this platform may write. */
    boolean areOurs() {
        return ours;
    }
}
