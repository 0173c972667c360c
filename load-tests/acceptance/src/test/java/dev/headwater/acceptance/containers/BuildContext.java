package dev.headwater.acceptance.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** What the engine gets to make an image from: a directory, and the Dockerfile in it. */
final class BuildContext {

    private BuildContext() {}

    static void write(Path file, ComposeFile.Build build) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            List<Path> paths;
            try (Stream<Path> all = Files.walk(build.context())) {
                paths = all.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path path : paths) {
                add(tar, path, build.context().relativize(path).toString());
            }
            add(tar, build.dockerfile(), "Dockerfile");
        }
    }

    private static void add(TarArchiveOutputStream tar, Path path, String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path, name);
        entry.setIds(0, 0);
        entry.setMode(TarArchiveEntry.DEFAULT_FILE_MODE);
        tar.putArchiveEntry(entry);
        Files.copy(path, tar);
        tar.closeArchiveEntry();
    }
}
