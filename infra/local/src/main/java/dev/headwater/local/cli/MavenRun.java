package dev.headwater.local.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Maven on this checkout, with all that it says in a log and what people want to see shown. */
final class MavenRun {

    private final Path root;
    private final Path log;
    private final Pattern shown;

    /**
     * @param shown lines that go to the terminal, too
     */
    MavenRun(Path root, Path log, Pattern shown) {
        this.root = root;
        this.log = log;
        this.shown = shown;
    }

    /**
     * Builds a module of {@code load-tests} and what it needs, and runs one integration test of it.
     *
     * @param properties as {@code -Dname=value}
     * @return Maven's exit code
     */
    int integrationTest(String module, String test, List<String> properties)
            throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-T2",
                                "-pl",
                                "load-tests/" + module,
                                "-am",
                                "-Dtest=NoUnitTest",
                                "-Dsurefire.failIfNoSpecifiedTests=false",
                                "-Dit.test=" + test,
                                "-Dfailsafe.failIfNoSpecifiedTests=false"));
        arguments.addAll(properties);
        return verify(arguments);
    }

    /** Runs it to its end, which comes with this process's. */
    int verify(List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getenv().getOrDefault("HEADWATER_MVN", "mvn"),
                                "-B",
                                "-Pstrict"));
        command.addAll(arguments);
        command.add("verify");
        Process process =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .start();
        Thread stopper = new Thread(process::destroy, "maven-stopper");
        Runtime.getRuntime().addShutdownHook(stopper);
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter file = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line);
                file.newLine();
                if (shown.matcher(line).matches()) {
                    System.out.println(line.replaceFirst("^\\[INFO] ", ""));
                }
            }
        }
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(stopper);
        return code;
    }
}
