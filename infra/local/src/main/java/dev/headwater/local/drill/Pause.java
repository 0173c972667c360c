package dev.headwater.local.drill;

import dev.headwater.local.PlatformException;
import java.time.Duration;

/** Between two looks at something that is on its way. */
final class Pause {

    private static final Duration MOMENT = Duration.ofMillis(200);

    private Pause() {}

    /**
     * @throws PlatformException when interrupted
     */
    static void aMoment() {
        try {
            Thread.sleep(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }
}
