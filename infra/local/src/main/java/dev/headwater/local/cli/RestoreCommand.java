package dev.headwater.local.cli;

import dev.headwater.local.archive.TopicRestore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a topic back from files. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Brings an archive back into a topic that is provisioned and empty, at the same offsets and with the same times,",
            "and compares every record. The topic's service must not run: ./headwater up --without <service>.",
            "Restore all topics of a service, its commands first, before you start it again."
        })
final class RestoreCommand implements Callable<Integer> {

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
                new TopicRestore(ArchiveCommand.servers(bootstrap), System.out::println)
                        .read(topic, directory);
        System.out.printf(
                "restored %,d records of %s, each read again and equal%n", records, topic);
        return 0;
    }
}
