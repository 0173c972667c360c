package dev.headwater.contracts.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the contracts, copied so that a test can change them. */
final class WorkingCopy {

    /** The checkout that this build is of, seen from the module. */
    static final Path CHECKOUT = Path.of("..", "..");

    private WorkingCopy() {}

    static Path in(Path directory) throws IOException {
        for (String part :
                List.of(Contract.SOURCES, Contract.PACK, Contract.TOPICS, Releases.DIRECTORY)) {
            copy(CHECKOUT.resolve(part), directory.resolve(part));
        }
        return directory;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
