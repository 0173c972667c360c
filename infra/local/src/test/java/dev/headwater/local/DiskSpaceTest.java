package dev.headwater.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {

    @TempDir Path base;

    @Test
    void roomEnoughIsNoShortageBeforeAnythingIsThere() {
        assertNull(new DiskSpace(new PlatformDirectory(base.resolve("not/yet"))).shortage());
    }

    /** Needs root, who may mount a small file system. */
    @Test
    void theDirectoryThatIsFullIsNamedBeforeAnythingStarts() throws Exception {
        PlatformDirectory directory = new PlatformDirectory(base);
        for (String process : new String[] {Broker.NAME, Postgres.NAME}) {
            Path small = Files.createDirectories(directory.data(process));
            assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", "" + small));
            try {
                PlatformException refused =
                        assertThrows(
                                PlatformException.class,
                                () ->
                                        LocalPlatform.plan()
                                                .directory(base)
                                                .freePorts()
                                                .infrastructureOnly()
                                                .start());
                String message = String.valueOf(refused.getMessage());
                assertTrue(message.startsWith("The disk is full: " + small + " has 2.0 MiB"));
                assertTrue(message.contains("at least 64"), message);
                assertTrue(message.contains("./headwater up --fresh"), message);
                assertFalse(PlatformLock.isHeld(directory));
            } finally {
                assertTrue(succeeds("umount", "" + small));
            }
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
