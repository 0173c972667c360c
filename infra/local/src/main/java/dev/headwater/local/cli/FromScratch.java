package dev.headwater.local.cli;

import dev.headwater.local.Http;
import dev.headwater.local.PlatformDatabases;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Takes a service's database away from it, and waits until it runs again on an empty one. */
final class FromScratch {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Checkout checkout;
    private final PlatformState state;

    FromScratch(Checkout checkout, PlatformState state) {
        this.checkout = checkout;
        this.state = state;
    }

    /**
     * The service makes its tables when it starts, so its replicas are ended; the supervisor starts
     * them.
     */
    void recreate(String service) {
        PlatformDatabases.of(state).recreate(service);
        List<PlatformState.Entry> before = replicas(state, service);
        before.forEach(entry -> ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroy));
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!isBack(service, before)) {
            if (System.nanoTime() - deadline > 0) {
                throw new PlatformException(
                        service
                                + " is not ready "
                                + TIMEOUT.toSeconds()
                                + " s after its database was emptied: ./headwater logs "
                                + service);
            }
            pause();
        }
    }

    private boolean isBack(String service, List<PlatformState.Entry> before) {
        List<PlatformState.Entry> now = replicas(checkout.running(), service);
        return now.stream()
                .allMatch(
                        entry ->
                                entry.pid() > 0
                                        && before.stream().noneMatch(e -> e.pid() == entry.pid())
                                        && isReady(entry.port()));
    }

    private static boolean isReady(int port) {
        try {
            return Http.isOk("http://127.0.0.1:" + port + "/q/health/ready");
        } catch (IOException e) {
            return false;
        }
    }

    private static List<PlatformState.Entry> replicas(PlatformState state, String service) {
        return state.processes().stream().filter(entry -> entry.name().equals(service)).toList();
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }
}
