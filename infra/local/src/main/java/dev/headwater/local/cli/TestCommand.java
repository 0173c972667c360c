package dev.headwater.local.cli;

import dev.headwater.local.PlatformDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs what CI runs. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
            "Runs everything that CI runs: mvn verify with the strict checks, unit and integration tests.",
            "Where a Docker engine answers, acceptance tests are repeated in containers.",
            "All of its output is in .headwater/logs/test.log."
        })
final class TestCommand implements Callable<Integer> {

    private static final Pattern SHOWN =
            Pattern.compile(".*(Building Headwater|Tests run:|BUILD |ERROR|headwater-test:).*");

    @Option(names = "--full", description = "Adds the long campaigns (-Dheadwater.full=true).")
    private boolean full;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Checkout checkout = new Checkout();
        PlatformDirectory directory = checkout.idle();
        Instant began = Instant.now();
        Path log = directory.log("test");
        List<String> arguments =
                new ArrayList<>(List.of("-T2", "-Dheadwater.containers=if-possible"));
        if (full) {
            arguments.add("-Dheadwater.full=true");
        }
        int code = new MavenRun(checkout.repository().root(), log, SHOWN).verify(arguments);
        TestTotals totals = TestTotals.of(checkout.repository().root(), began);
        Duration took = Duration.between(began, Instant.now());
        System.out.printf(
                "%s; %s in %d min %02d s; everything it said: %s%n",
                code == 0 ? "green" : "RED", totals, took.toMinutes(), took.toSecondsPart(), log);
        return code == 0 ? 0 : 1;
    }
}
