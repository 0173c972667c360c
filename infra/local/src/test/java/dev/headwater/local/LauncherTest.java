package dev.headwater.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script in a copy of its own, with a PATH and a home of which this test decides the
 * contents.
 */
class LauncherTest {

    private static final List<String> TOOLS =
            List.of(
                    "bash",
                    "sed",
                    "ls",
                    "mkdir",
                    "dirname",
                    "readlink",
                    "head",
                    "cat",
                    "grep",
                    "tail",
                    "tee",
                    "find",
                    "xargs",
                    "cksum",
                    "sort",
                    "rm",
                    "chmod",
                    "unzip");

    @TempDir Path root;
    private Path bin;

    /** What a run of the script came to. */
    private record Run(int code, String output) {}

    @BeforeEach
    void copy() throws Exception {
        Files.copy(
                Repository.find().root().resolve("headwater"),
                root.resolve("headwater"),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        bin = Files.createDirectories(root.resolve("bin"));
        for (String tool : TOOLS) {
            for (String directory : List.of("/usr/bin", "/bin")) {
                Path program = Path.of(directory, tool);
                if (Files.exists(program) && !Files.exists(bin.resolve(tool))) {
                    program(bin.resolve(tool), "exec " + program + " \"$@\"");
                }
            }
        }
    }

    @Test
    void noJdkIsOneSentenceThatSaysWhatToInstall() throws Exception {
        Run run = run(Map.of(), "status");
        assertEquals(1, run.code());
        assertEquals(1, run.output().lines().count(), run.output());
        assertTrue(run.output().contains("JDK 25 or newer is needed, and none was found"));
        assertTrue(run.output().contains("JAVA_HOME"));
    }

    @Test
    void aJdkThatIsTooOldIsNamed() throws Exception {
        Run run = run(Map.of("JAVA_HOME", jdk("21.0.2").toString()), "status");
        assertEquals(1, run.code());
        assertTrue(run.output().contains("only JDK 21 was found"), run.output());
    }

    @Test
    void noMavenIsOneSentenceThatSaysWhatToInstall() throws Exception {
        Run run = run(Map.of("JAVA_HOME", jdk("25.0.1").toString()), "status");
        assertEquals(1, run.code());
        assertTrue(run.output().contains("there is no mvn on PATH"), run.output());
    }

    @Test
    void aMavenThatDoesNotRunIsNamed() throws Exception {
        program(bin.resolve("mvn"), "exit 1");
        Run run = run(Map.of("JAVA_HOME", jdk("25.0.1").toString()), "status");
        assertEquals(1, run.code());
        assertTrue(run.output().contains("does not run"), run.output());
    }

    @Test
    void anOldMavenIsAskedForANewerOneAndItsFailureIsExplained() throws Exception {
        program(
                bin.resolve("mvn"),
                "[ \"$1\" = -v ] && { echo 'Apache Maven 3.8.7 (x)'; exit 0; }; exit 1");
        Run run = run(Map.of("JAVA_HOME", jdk("25.0.1").toString()), "status");
        assertEquals(1, run.code());
        assertTrue(run.output().contains("3.8.7 is older than 3.9"), run.output());
        assertTrue(run.output().contains("could not be fetched"), run.output());
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws Exception {
        program(
                bin.resolve("mvn"),
                "[ \"$1\" = -v ] && { echo 'Apache Maven 3.9.16 (x)'; exit 0; };"
                        + " echo '[ERROR] no semicolon in Foo.java'; exit 1");
        Run run = run(Map.of("JAVA_HOME", jdk("25.0.1").toString()), "status");
        assertEquals(1, run.code());
        assertTrue(run.output().contains("no semicolon in Foo.java"), run.output());
        assertTrue(run.output().contains("build.log"), run.output());
    }

    @Test
    void theFingerprintFollowsSourcesAndNothingElse() throws Exception {
        Path source = root.resolve("services/orders/src/main/java/A.java");
        Path test = root.resolve("services/orders/src/test/java/ATest.java");
        Path built = root.resolve("services/orders/target/A.class");
        for (Path file : List.of(source, test, built)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "one");
        }
        String before = fingerprint();
        Files.writeString(test, "two");
        Files.writeString(built, "two");
        assertEquals(before, fingerprint());
        Files.writeString(source, "two");
        String changed = fingerprint();
        assertNotEquals(before, changed);
        Files.move(source, source.resolveSibling("B.java"));
        assertNotEquals(changed, fingerprint());
    }

    private String fingerprint() throws Exception {
        for (String needed : List.of(".mvn", "shared-events", "infra")) {
            Files.createDirectories(root.resolve(needed));
        }
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        String functions = Files.readString(root.resolve("headwater")).split("\nfind_java\n", 2)[0];
        Path script = root.resolve("functions.sh");
        Files.writeString(script, functions + "\nfingerprint\n");
        Run run = execute(List.of("bash", script.toString()), Map.of("JAVA_HOME", "/jdk"));
        assertEquals(0, run.code(), run.output());
        return run.output();
    }

    private Path jdk(String version) throws Exception {
        Path home = root.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        program(home.resolve("bin/java"), "exit 0");
        program(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static void program(Path file, String body) throws Exception {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add("bash");
        command.add(root.resolve("headwater").toString());
        command.addAll(List.of(arguments));
        return execute(command, environment);
    }

    private Run execute(List<String> command, Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PATH", bin.toString());
        all.put("HOME", root.resolve("home").toString());
        all.put("HEADWATER_JVM_DIR", root.resolve("no-jvms").toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(all);
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output.strip());
    }
}
