package dev.headwater.local.cli;

import dev.headwater.local.PlatformException;
import dev.headwater.local.archive.TopicArchive;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a topic to files. */
@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = {
            "Copies the committed records of a topic to files, one Avro object container per partition,",
            "with their offsets, times and headers. Writers go on."
        })
final class ArchiveCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "<topic>")
    private String topic = "";

    @Parameters(index = "1", paramLabel = "<directory>")
    private Path directory = Path.of("");

    @Option(
            names = "--bootstrap",
            paramLabel = "<host:port>",
            description = "The broker; by default that of the running platform.")
    private @Nullable String bootstrap;

    @Override
    public Integer call() {
        long records =
                new TopicArchive(servers(bootstrap), System.out::println).write(topic, directory);
        System.out.printf("archived %,d records of %s in %s%n", records, topic, directory);
        return 0;
    }

    /** The broker that was named, or the running platform's. */
    static String servers(@Nullable String named) {
        if (named != null) {
            return named;
        }
        String running = new Checkout().running().urls().get("kafka");
        if (running == null) {
            throw new PlatformException(
                    "The running platform has no broker: name one by --bootstrap.");
        }
        return running;
    }
}
