package dev.headwater.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {

    private static final Instant BUILT = Instant.parse("2026-01-02T03:04:05Z");

    private final Path checkout;
    private Path code;
    private ClassArchives ours;
    private ClassArchives elsewhere;

    ClassArchivesTest(@TempDir Path directory) {
        checkout = directory.resolve("checkout");
    }

    @BeforeEach
    void build() throws IOException {
        Repository repository = new Repository(checkout);
        PlatformDirectory home = new PlatformDirectory(checkout.resolve(".headwater"));
        Files.createDirectories(home.cache());
        code = Files.createFile(checkout.resolve("orders.jar"));
        Files.setLastModifiedTime(code, FileTime.from(BUILT));
        ours = new ClassArchives(repository, home);
        elsewhere = new ClassArchives(repository, new PlatformDirectory(checkout.resolve("other")));
    }

    @Test
    void allPlatformsOfACheckoutShareAnArchive() {
        assertEquals(ours.file("orders", code), elsewhere.file("orders", code));
    }

    @Test
    void anyPlatformWritesWhatIsNotThere() {
        assertTrue(elsewhere.mayWrite(elsewhere.file("orders", code)));
    }

    @Test
    void onlyTheCheckoutsOwnPlatformReplacesWhatIsThere() throws IOException {
        written(BUILT.plusSeconds(1));
        assertFalse(elsewhere.mayWrite(elsewhere.file("orders", code)));
        assertTrue(ours.mayWrite(ours.file("orders", code)));
    }

    @Test
    void anArchiveOfAnEarlierBuildIsRemoved() throws IOException {
        Path archive = written(BUILT.minusSeconds(1));
        assertTrue(elsewhere.mayWrite(elsewhere.file("orders", code)));
        assertFalse(Files.exists(archive));
    }

    private Path written(Instant time) throws IOException {
        Path archive = Files.createFile(ours.file("orders", code));
        Files.setLastModifiedTime(archive, FileTime.from(time));
        return archive;
    }
}
