package dev.headwater.local.cli;

import dev.headwater.local.PlatformDirectory;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformState;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
        PlatformDirectory directory = checkout.directory();
        if (PlatformState.read(directory).isPresent()) {
            throw new PlatformException(
                    "The platform runs from the files that the tests build: ./headwater down first.");
        }
        directory.create();
        Instant began = Instant.now();
        Path log = directory.log("test");
        int code = run(checkout.repository().root(), log);
        TestTotals totals = TestTotals.of(checkout.repository().root(), began);
        Duration took = Duration.between(began, Instant.now());
        System.out.printf(
                "%s; %s in %d min %02d s; everything it said: %s%n",
                code == 0 ? "green" : "RED", totals, took.toMinutes(), took.toSecondsPart(), log);
        return code == 0 ? 0 : 1;
    }

    private int run(Path root, Path log) throws IOException, InterruptedException {
        String maven = System.getenv().getOrDefault("HEADWATER_MVN", "mvn");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                maven,
                                "-B",
                                "-T2",
                                "-Pstrict",
                                "-Dheadwater.containers=if-possible"));
        if (full) {
            command.add("-Dheadwater.full=true");
        }
        command.add("verify");
        Process process =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
        Thread stopper = new Thread(process::destroy, "test-stopper");
        Runtime.getRuntime().addShutdownHook(stopper);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter file = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line);
                file.newLine();
                if (SHOWN.matcher(line).matches()) {
                    System.out.println(line.replaceFirst("^\\[INFO] ", ""));
                }
            }
        }
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(stopper);
        return code;
    }
}
