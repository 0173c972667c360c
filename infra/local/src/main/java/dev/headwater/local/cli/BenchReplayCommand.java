package dev.headwater.local.cli;

import dev.headwater.local.PlatformDirectory;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a rebuild costs, next to what PostgreSQL alone needs. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Rebuilds tables from a log that it writes, on a broker and a PostgreSQL of its own, between",
            "rounds of bare COPY BINARY of the same rows; prints rates, and ratios within each round."
        })
final class BenchReplayCommand implements Callable<Integer> {

    private static final Pattern SHOWN =
            Pattern.compile("(bench:|\\[ERROR]  ).*|.*(COMPILATION ERROR|BUILD FAILURE).*");

    @Option(
            names = "--orders",
            description = "Rows of each table. Default: 100,000; with --growth 250,000.")
    private @Nullable Integer orders;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds of each pair. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--growth",
            description = {
                "Instead: cost per event and live heap on a log of 4 events per order and on one ten times as",
                "long, and what readers feel. Needs 5 GB of disk and a quarter of an hour."
            })
    private boolean growth;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int rows = orders == null ? (growth ? 250_000 : 100_000) : orders;
        if (rows < 1_000 || rounds < 1) {
            throw new PlatformException("--orders is at least 1000, --rounds at least 1.");
        }
        Checkout checkout = new Checkout();
        PlatformDirectory directory = checkout.idle();
        Path log = directory.log("bench-replay");
        System.out.println("building, then measuring; everything it says: " + log);
        int code =
                new MavenRun(checkout.repository().root(), log, SHOWN)
                        .integrationTest(
                                "replay",
                                growth ? "ReplayGrowthBench" : "ReplayBench",
                                List.of(
                                        "-Dheadwater.bench.orders=" + rows,
                                        "-Dheadwater.bench.rounds=" + rounds));
        if (code != 0) {
            System.out.println("it did not come to an end: see " + log);
        }
        return code == 0 ? 0 : 1;
    }
}
