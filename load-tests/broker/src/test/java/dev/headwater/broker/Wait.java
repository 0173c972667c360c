package dev.headwater.broker;

import static org.junit.jupiter.api.Assertions.fail;

import dev.headwater.local.PlatformException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
public final class Wait {

    private static final Duration MAX = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private Wait() {}

    /** Fails after two minutes, naming what did not come true. A missing answer is "not yet". */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + MAX.toNanos();
        while (!met(condition)) {
            if (System.nanoTime() > deadline) {
                fail("not within " + MAX.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static boolean met(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (PlatformException e) {
            return false;
        }
    }

    /** Lets the load meet a state of the platform for so long. */
    public static void pass(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
