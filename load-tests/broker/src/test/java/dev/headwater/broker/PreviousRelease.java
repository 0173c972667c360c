package dev.headwater.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headwater.contracts.gate.Releases;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The services that ran before the newest release of the contracts, built from this repository's
 * history: the commit before the one that brought the release.
 *
 * @param checkout its sources and what they were built to
 * @param commit abbreviated
 */
public record PreviousRelease(Path checkout, String commit) {

    private static final Path KEPT =
            Repository.find().root().resolve("load-tests/target/previous-release");

    /**
     * Builds it, about a minute, unless that was done before. Skips the test that asks where there
     * is no such history, as in a shallow clone.
     */
    public static PreviousRelease built() throws IOException, InterruptedException {
        Path root = Repository.find().root();
        String release = new Releases(root).versions().getLast();
        String brought =
                said(
                        root,
                        "git",
                        "log",
                        "--diff-filter=A",
                        "--format=%h",
                        "--",
                        Releases.DIRECTORY + "/" + release + "/SHA256SUMS");
        assumeTrue(
                brought.matches("\\p{XDigit}+"),
                "the history does not tell what came before release "
                        + release
                        + " (git fetch --unshallow): "
                        + brought);
        String commit = said(root, "git", "rev-parse", "--short", brought + "^");
        assumeTrue(commit.matches("\\p{XDigit}+"), "nothing came before " + brought);
        PreviousRelease previous = new PreviousRelease(KEPT.resolve(commit), commit);
        if (!previous.isBuilt()) {
            previous.build(root);
        }
        return previous;
    }

    private boolean isBuilt() {
        return PlatformPlan.SERVICES.stream()
                .map(name -> checkout.resolve("services/" + name + "/target/quarkus-app"))
                .allMatch(app -> Files.exists(app.resolve("quarkus-run.jar")));
    }

    private void build(Path root) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Files.createDirectories(checkout);
        Path archive = KEPT.resolve(commit + ".tar");
        run(root, "git", "archive", "--format=tar", "--output=" + archive, commit);
        run(checkout, "tar", "-xf", archive.toString());
        String modules =
                String.join(",", PlatformPlan.SERVICES.stream().map(n -> "services/" + n).toList());
        run(
                checkout,
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-q",
                "-Dmaven.test.skip=true",
                "-Dspotless.check.skip=true",
                "-pl",
                modules,
                "-am",
                "package");
        System.out.printf(
                "previous release: %s, built in %d s%n",
                commit, (System.nanoTime() - began) / 1_000_000_000);
    }

    private static void run(Path directory, String... command)
            throws IOException, InterruptedException {
        Path log = KEPT.resolve("build.log");
        Process process = process(directory, command).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        int code = process.waitFor();
        assertEquals(0, code, () -> Arrays.toString(command) + " failed; what it said: " + log);
    }

    private static String said(Path directory, String... command)
            throws IOException, InterruptedException {
        Process process = process(directory, command).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? said.strip() : said + " (" + List.of(command) + ")";
    }

    private static ProcessBuilder process(Path directory, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
