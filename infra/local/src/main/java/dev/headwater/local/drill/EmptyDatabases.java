package dev.headwater.local.drill;

import dev.headwater.local.Http;
import dev.headwater.local.PlatformDatabases;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Takes databases away from their processes, and waits until those run again on empty ones. */
public final class EmptyDatabases {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final String REGISTRY = "registry";

    private final Supplier<PlatformState> platform;

    /**
     * @param platform tells the running platform as it is now
     */
    public EmptyDatabases(Supplier<PlatformState> platform) {
        this.platform = platform;
    }

    /**
     * Drops the databases and makes them anew. Whoever owns one makes its tables when it starts, so
     * its processes are killed; the supervisor starts them.
     *
     * @param owners services, or {@code registry}
     * @return the processes that ran before: they are back when {@link #awaitReady} returns
     */
    public List<PlatformState.Entry> recreate(List<String> owners) {
        PlatformState state = platform.get();
        PlatformDatabases databases = PlatformDatabases.of(state);
        List<PlatformState.Entry> before =
                state.processes().stream().filter(entry -> owners.contains(entry.name())).toList();
        owners.forEach(databases::recreate);
        before.forEach(
                entry -> ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly));
        return before;
    }

    /**
     * Waits until other processes have taken the place of these and are ready.
     *
     * @throws PlatformException naming what is not ready after three minutes
     */
    public void awaitReady(List<PlatformState.Entry> before) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (PlatformState.Entry old : before) {
            while (!isBack(old)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new PlatformException(
                            "%s is not ready %d s after its database was emptied: ./headwater logs %s"
                                    .formatted(old.process(), TIMEOUT.toSeconds(), old.process()));
                }
                Pause.aMoment();
            }
        }
    }

    private boolean isBack(PlatformState.Entry old) {
        return platform.get().processes().stream()
                .filter(entry -> entry.process().equals(old.process()))
                .anyMatch(entry -> entry.pid() > 0 && entry.pid() != old.pid() && isReady(entry));
    }

    private static boolean isReady(PlatformState.Entry entry) {
        String path =
                entry.name().equals(REGISTRY) ? "/apis/registry/v3/system/info" : "/q/health/ready";
        try {
            return Http.isOk("http://127.0.0.1:" + entry.port() + path);
        } catch (IOException e) {
            return false;
        }
    }
}
