package dev.headwater.local.cli;

import dev.headwater.local.PlatformDirectory;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The rendered manifests, run. */
@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the local overlay's pods as processes of this machine, and restarts, scales, drains and loses",
            "them while orders come in; then holds history, log and tables against each other. Needs Linux and",
            "kubectl. Exit code 1 when anything is lost, duplicated or in conflict, or when what is done on",
            "purpose costs an error."
        })
final class KubernetesRehearseCommand implements Callable<Integer> {

    private static final Pattern SHOWN =
            Pattern.compile(
                    "(rehearse:|cluster:|headwater-test:|\\[ERROR]  ).*"
                            + "|.*(COMPILATION ERROR|BUILD FAILURE).*");

    @Option(
            names = "--rounds",
            defaultValue = "1",
            description = "How often all of it is done. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--rate",
            defaultValue = "5",
            description = "Orders begun in a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (rounds < 1 || rate < 1) {
            throw new PlatformException("--rounds and --rate are above 0.");
        }
        Checkout checkout = new Checkout();
        PlatformDirectory directory = checkout.idle();
        Path log = directory.log("rehearsal");
        System.out.println("building, then rehearsing; everything it says: " + log);
        int code =
                new MavenRun(checkout.repository().root(), log, SHOWN)
                        .integrationTest(
                                "faults",
                                "RehearsalIT",
                                List.of(
                                        "-Dheadwater.rehearsal=true",
                                        "-Dheadwater.rehearsal.rounds=" + rounds,
                                        "-Dheadwater.rehearsal.rate=" + rate));
        System.out.println(code == 0 ? "nothing lost, nothing felt" : "RED: see " + log);
        return code == 0 ? 0 : 1;
    }
}
