package dev.headwater.local.cli;

import dev.headwater.local.PlatformDirectory;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Faults of all kinds on a platform of its own. */
@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        description = {
            "Kills, freezes and restarts the processes of a platform of its own, in an order that the seed",
            "decides, while orders come in; then holds history, log, tables and the gateway's ledger against",
            "each other. Exit code 1 when anything is lost, duplicated or in conflict.",
            "Its page and its line of JSON are in .headwater/campaigns."
        })
final class CampaignCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern SHOWN =
            Pattern.compile(
                    "(campaign:|headwater-test:|\\[ERROR]  ).*|.*(COMPILATION ERROR|BUILD FAILURE).*");

    @Option(
            names = "--minutes",
            defaultValue = "5",
            description = "How long faults strike [min]. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(names = "--seed", description = "Decides what happens. Default: drawn, and said.")
    private @Nullable Long seed;

    @Option(
            names = "--rate",
            defaultValue = "10",
            description = "Orders begun in a second. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (minutes < 1 || rate < 1) {
            throw new PlatformException("--minutes and --rate are above 0.");
        }
        Checkout checkout = new Checkout();
        PlatformDirectory directory = checkout.idle();
        long chosen = seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed;
        Path root = checkout.repository().root();
        Path log = directory.log("campaign");
        String name = STAMP.format(Instant.now()) + "-" + chosen;
        System.out.printf(
                "building, then %d minutes of faults with seed %d; everything it says: %s%n",
                minutes, chosen, log);
        int code =
                new MavenRun(root, log, SHOWN)
                        .integrationTest(
                                "faults",
                                "CampaignIT",
                                List.of(
                                        "-Dheadwater.campaign.seconds=" + minutes * 60,
                                        "-Dheadwater.campaign.seed=" + chosen,
                                        "-Dheadwater.campaign.rate=" + rate,
                                        "-Dheadwater.campaign.reports="
                                                + root.resolve(".headwater/campaigns")
                                                        .resolve(name)));
        System.out.println(
                code == 0
                        ? "nothing lost, nothing duplicated, nothing in conflict"
                        : "RED: see " + log);
        return code == 0 ? 0 : 1;
    }
}
