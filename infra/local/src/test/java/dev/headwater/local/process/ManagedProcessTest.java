package dev.headwater.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

    private static final long DEADLINE_SECONDS = 20;

    @TempDir Path directory;
    private final BlockingQueue<ProcessEvent> events = new LinkedBlockingQueue<>();
    private ManagedProcess process;

    @AfterEach
    void stop() {
        if (process != null) {
            process.stop();
        }
    }

    @Test
    void aCrashIsNamedAndTheProcessStartedAgain() throws Exception {
        process = sleeper(true);
        process.start();
        long first = started();
        process.kill9();
        ProcessEvent.Crashed crashed = (ProcessEvent.Crashed) next();
        assertEquals("sleeper", crashed.process());
        assertEquals(137, crashed.exitCode());
        assertNotEquals(first, started());
        assertEquals(1, process.crashes());
    }

    @Test
    void aProcessThatWasStoppedStaysDown() throws Exception {
        process = sleeper(true);
        process.start();
        started();
        process.stop();
        assertEquals("sleeper", ((ProcessEvent.Stopped) next()).process());
        assertEquals(-1, process.pid());
        assertEquals(0, process.crashes());
        assertFalse(process.isWanted());
    }

    @Test
    void aFrozenProcessLivesAndCanBeStopped() throws Exception {
        process = sleeper(false);
        process.start();
        long pid = started();
        process.freeze();
        assertEquals('T', state(pid));
        process.stop();
        assertFalse(process.isAlive());
    }

    /** The parent here is a JVM of its own, which this test kills as the worst user would. */
    @Test
    void childrenDieWithAParentThatIsKilled() throws Exception {
        Path pidFile = directory.resolve("pid");
        Process parent =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Parent.class.getName(),
                                pidFile.toString(),
                                directory.resolve("child.log").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("parent.log").toFile())
                        .start();
        try {
            await(() -> Files.exists(pidFile) && !Files.readString(pidFile).isEmpty());
            long child = Long.parseLong(Files.readString(pidFile));
            assertTrue(isAlive(child));
            parent.destroyForcibly().waitFor();
            await(() -> !isAlive(child));
        } finally {
            parent.destroyForcibly();
        }
    }

    /** Starts a child and does nothing more. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            ManagedProcess child =
                    new ManagedProcess(spec(Path.of(arguments[1])), false, event -> {});
            child.start();
            Path written = Path.of(arguments[0] + ".part");
            Files.writeString(written, Long.toString(child.pid()));
            Files.move(written, Path.of(arguments[0]));
            Thread.currentThread().join();
        }
    }

    private ManagedProcess sleeper(boolean restarts) {
        return new ManagedProcess(spec(directory.resolve("sleeper.log")), restarts, events::add);
    }

    private static ProcessSpec spec(Path log) {
        return ProcessSpec.of("sleeper", 1, "sleeper", 0, List.of("sleep", "600"), log, () -> true);
    }

    private long started() throws InterruptedException {
        return ((ProcessEvent.Started) next()).pid();
    }

    private ProcessEvent next() throws InterruptedException {
        ProcessEvent event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertTrue(event != null, "nothing happened");
        return event;
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static char state(long pid) throws Exception {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(pid)).start();
        byte[] printed = ps.getInputStream().readAllBytes();
        return new String(printed, StandardCharsets.UTF_8).strip().charAt(0);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(DEADLINE_SECONDS).toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() - deadline < 0, "it did not come true in time");
            Thread.onSpinWait();
        }
    }
}
