package dev.headwater.local.cli;

import dev.headwater.contracts.gate.Breach;
import dev.headwater.contracts.gate.ContractException;
import dev.headwater.contracts.gate.Releases;
import dev.headwater.contracts.gate.Rule;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a release of the contracts. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Keeps today's schemas, topics, ids and the bytes that today's services write as a released version.",
            "From then on the gate and the corpus test hold every change against it. Refused when the gate is."
        })
final class SchemasReleaseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "<version>", description = "Newer than every release, such as 1.2.0.")
    private String version = "";

    @Override
    public Integer call() throws IOException {
        Checkout checkout = new Checkout();
        Path root = checkout.repository().root();
        Releases releases = new Releases(root);
        ContractsBuild build = new ContractsBuild(checkout);
        try {
            releases.requireNext(version);
            List<Breach> breaches = SchemasCheckCommand.breaches(root);
            if (breaches.stream().anyMatch(breach -> breach.rule() == Rule.ID_MISSING)) {
                build.giveIds();
                breaches = SchemasCheckCommand.breaches(root);
            }
            if (!breaches.isEmpty()) {
                breaches.forEach(breach -> System.out.println(breach.text()));
                throw new PlatformException(version + " would break readers: nothing was written.");
            }
            write(releases, build);
        } catch (ContractException e) {
            throw new PlatformException(String.valueOf(e.getMessage()), e);
        }
        System.out.printf(
                "release %s is in %s: review it and commit it%n", version, Releases.DIRECTORY);
        return 0;
    }

    private void write(Releases releases, ContractsBuild build) throws IOException {
        boolean whole = false;
        try {
            releases.write(version);
            build.writeCorpus(version);
            releases.seal(version);
            whole = true;
        } finally {
            if (!whole) {
                delete(releases.of(version));
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).forEach(SchemasReleaseCommand::deleteOne);
            }
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
