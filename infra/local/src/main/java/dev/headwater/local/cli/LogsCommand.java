package dev.headwater.local.cli;

import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the end of a process's log. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Prints the log of a process: orders, orders-2, kafka, registry, …")
final class LogsCommand implements Callable<Integer> {

    private static final int TAIL_BYTES = 16 << 10;

    @Parameters(
            paramLabel = "<service>",
            description = "A service, one of its replicas, or a process.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on printing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(names = "--all", description = "From the beginning instead of the last 16 KiB.")
    private boolean all;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = find(new Checkout().directory().logs());
        long position = all ? 0 : Math.max(0, Files.size(log) - TAIL_BYTES);
        position = print(log, position, position > 0);
        while (follow) {
            Thread.sleep(200);
            if (Files.size(log) < position) {
                position = 0;
            }
            position = print(log, position, false);
        }
        return 0;
    }

    private Path find(Path logs) throws IOException {
        for (String candidate : List.of(name, name + "-1")) {
            Path log = logs.resolve(candidate + ".log").normalize();
            if (log.startsWith(logs) && Files.exists(log)) {
                return log;
            }
        }
        throw new PlatformException(
                "There is no log of " + name + ", only of " + known(logs) + ".");
    }

    private static String known(Path logs) throws IOException {
        if (!Files.exists(logs)) {
            return "nothing yet: ./headwater up";
        }
        try (Stream<Path> files = Files.list(logs)) {
            return String.join(
                    ", ",
                    files.map(Path::getFileName)
                            .map(Path::toString)
                            .filter(file -> file.endsWith(".log"))
                            .map(file -> file.substring(0, file.length() - ".log".length()))
                            .sorted()
                            .toList());
        }
    }

    private static long print(Path log, long from, boolean skipFirstLine) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            if (skipFirstLine) {
                @Nullable String partial = file.readLine();
                if (partial == null) {
                    return from;
                }
            }
            byte[] buffer = new byte[8_192];
            for (int length = file.read(buffer); length > 0; length = file.read(buffer)) {
                System.out.write(buffer, 0, length);
            }
            System.out.flush();
            return file.getFilePointer();
        }
    }
}
