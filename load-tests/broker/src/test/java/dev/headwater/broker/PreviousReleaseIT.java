package dev.headwater.broker;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.local.PlatformPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Here and not where it is run: it takes half a minute, in which the machine is not needed whole.
 */
class PreviousReleaseIT {

    @Test
    void theServicesOfTheReleaseBeforeAreBuiltFromTheHistory()
            throws IOException, InterruptedException {
        Path checkout = PreviousRelease.built().checkout();
        for (String service : PlatformPlan.SERVICES) {
            Path app = checkout.resolve("services/" + service + "/target/quarkus-app");
            assertTrue(Files.exists(app.resolve("quarkus-run.jar")), app::toString);
        }
    }
}
