package dev.headwater.local;

import dev.headwater.local.process.ManagedProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits for processes to become ready; gives up early on one that cannot even start. */
final class ReadinessWait {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int CRASHES_MAX = 3;
    private static final int LOG_BYTES = 2_000;

    private final PlatformDirectory directory;
    private final BooleanSupplier cancelled;

    ReadinessWait(PlatformDirectory directory, BooleanSupplier cancelled) {
        this.directory = directory;
        this.cancelled = cancelled;
    }

    /**
     * @throws PlatformException naming the first that is not ready in time, or that crashed three
     *     times while it was waited for
     */
    void await(List<ManagedProcess> processes, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<Integer> crashesBefore = processes.stream().map(ManagedProcess::crashes).toList();
        List<ManagedProcess> waiting = new ArrayList<>(processes);
        while (true) {
            waiting.removeIf(ManagedProcess::isReady);
            if (waiting.isEmpty()) {
                return;
            }
            for (ManagedProcess process : waiting) {
                int before = crashesBefore.get(processes.indexOf(process));
                if (process.crashes() - before >= CRASHES_MAX) {
                    throw notReady(process, "ends again and again");
                }
            }
            if (cancelled.getAsBoolean()) {
                throw new PlatformException("The platform is being stopped.");
            }
            if (System.nanoTime() - deadline > 0) {
                throw notReady(
                        waiting.getFirst(), "is not ready after " + timeout.toSeconds() + " s");
            }
            pause();
        }
    }

    private PlatformException notReady(ManagedProcess process, String what) {
        String name = process.spec().name();
        Path log = directory.log(name);
        String shortage = new DiskSpace(directory).shortage();
        if (shortage != null) {
            return new PlatformException(name + " " + what + ". " + shortage);
        }
        return new PlatformException(
                name + " " + what + " (log: " + log + "), which ends:\n" + tail(log));
    }

    private static String tail(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LOG_BYTES));
            byte[] bytes = new byte[LOG_BYTES];
            int length = file.read(bytes);
            return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }
}
