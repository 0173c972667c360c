package dev.headwater.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlatformIT {

    @Test
    void infrastructureStartsSurvivesKillsAndStops(@TempDir Path directory) throws Exception {
        long t = System.nanoTime();
        try (LocalPlatform platform =
                LocalPlatform.plan()
                        .directory(directory)
                        .freePorts()
                        .infrastructureOnly()
                        .progress(System.out::println)
                        .start()) {
            System.out.println("up after ms " + (System.nanoTime() - t) / 1_000_000);
            for (String name : platform.names()) {
                long pid = platform.pid(name);
                platform.kill9(name);
                platform.awaitReady(name, Duration.ofSeconds(30));
                assertNotEquals(pid, platform.pid(name));
            }
            assertTrue(Http.isOk(platform.registryUrl() + "/apis/registry/v3/system/info"));
            assertEquals(3, platform.names().size());
        }
    }
}
