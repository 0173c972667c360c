package dev.headwater.local.cli;

import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformState;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;

/** Stops the platform of this checkout in order, detached or not. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops the platform: services first, then registry, Kafka, PostgreSQL.")
final class DownCommand implements Callable<Integer> {

    private static final long TIMEOUT_SECONDS = 180;

    @Override
    public Integer call() throws InterruptedException {
        Checkout checkout = new Checkout();
        Optional<PlatformState> state = PlatformState.read(checkout.directory());
        if (state.isEmpty()) {
            System.out.println("The platform is not running.");
            return 0;
        }
        long pid = state.get().supervisor();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (PlatformState.read(checkout.directory()).isPresent()) {
            if (System.nanoTime() - deadline > 0) {
                throw new PlatformException(
                        "The platform did not stop within "
                                + TIMEOUT_SECONDS
                                + " s: kill -9 "
                                + pid
                                + " ends all of its processes and loses no data.");
            }
            Thread.sleep(100);
        }
        System.out.println("The platform is down; its data stays in .headwater.");
        return 0;
    }
}
