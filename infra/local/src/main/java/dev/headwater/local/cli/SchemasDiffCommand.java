package dev.headwater.local.cli;

import dev.headwater.contracts.gate.Changes;
import dev.headwater.contracts.gate.Contract;
import dev.headwater.contracts.gate.Releases;
import dev.headwater.local.PlatformException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What changed since a release. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Shows what changed in schemas and topics since the last release, or since one of them.")
final class SchemasDiffCommand implements Callable<Integer> {

    @Parameters(paramLabel = "<version>", arity = "0..1")
    private @Nullable String version;

    @Override
    public Integer call() {
        Path root = new Checkout().repository().root();
        List<Contract> releases = new Releases(root).all();
        String wanted = version;
        Contract since =
                releases.stream()
                        .filter(r -> wanted == null || r.version().equals(wanted))
                        .reduce((_, last) -> last)
                        .orElseThrow(
                                () ->
                                        new PlatformException(
                                                "There is no such release, only "
                                                        + new Releases(root).versions()
                                                        + "."));
        List<String> changes = Changes.between(since, Contract.ofWorkingTree(root));
        changes.forEach(System.out::println);
        System.out.printf(
                "%s since release %s%n",
                changes.isEmpty() ? "nothing changed" : "changed", since.version());
        return 0;
    }
}
