package dev.headwater.local.cli;

import dev.headwater.local.PlatformDirectory;
import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the tests that write ids, golden bytes and a release's corpus. Says nothing unless it fails.
 */
final class ContractsBuild {

    private final Path root;
    private final Path log;

    ContractsBuild(Checkout checkout) {
        PlatformDirectory directory = checkout.directory();
        directory.create();
        root = checkout.repository().root();
        log = directory.log("schemas");
    }

    /** The next ids and golden bytes to schemas that have none. */
    void giveIds() {
        run("shared-events/contracts", "SchemaPackTest", "-Dupdate");
        run("shared-events/contracts", "GoldenTest", "-Dupdate");
    }

    /** The bytes that today's services write, and what they read in all that was written before. */
    void writeCorpus(String version) {
        run("services/saga-test", "CorpusTest", "-Dheadwater.release=" + version);
    }

    private void run(String module, String test, String property) {
        String maven = System.getenv().getOrDefault("HEADWATER_MVN", "mvn");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                maven,
                                "-B",
                                "-q",
                                "-Dspotless.check.skip=true",
                                "-Dsurefire.failIfNoSpecifiedTests=false",
                                "-Dtest=" + test,
                                property,
                                "-pl",
                                module,
                                "-am",
                                "test"));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new PlatformException(test + " failed; everything it said: " + log + ".");
            }
        } catch (IOException e) {
            throw new PlatformException("Maven does not run: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted", e);
        }
    }
}
