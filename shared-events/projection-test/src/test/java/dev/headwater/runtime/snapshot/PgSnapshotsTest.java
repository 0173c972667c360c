package dev.headwater.runtime.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.StreamId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Snapshots in a real PostgreSQL, in the tables of the runtime's own migrations. */
class PgSnapshotsTest extends SnapshotStoreContract {

    private static final SnapshotIdentity IDENTITY = new SnapshotIdentity("e", "o", 6, "s1");
    private static EmbeddedPostgres server;
    private static int databases;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    SnapshotStore store() {
        return new PgSnapshots(database(true));
    }

    private static DataSource database(boolean migrated) {
        String name = "snapshots" + databases++;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        DataSource source = server.getDatabase("postgres", name);
        if (migrated) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/headwater")
                    .load()
                    .migrate();
        }
        return source;
    }

    private static Checkpoint thousands(long next, UUID lineage, boolean begins) {
        List<SavedStream> rows =
                IntStream.range(0, 2_500)
                        .mapToObj(
                                i ->
                                        new SavedStream(
                                                new StreamId("account-" + i),
                                                next,
                                                new byte[] {1},
                                                i % 100 == 0 ? new byte[] {2} : null))
                        .toList();
        SnapshotHead head = new SnapshotHead(0, lineage, IDENTITY, next, next, -1, null);
        SnapshotHead base = new SnapshotHead(0, lineage, IDENTITY, 1, 1, -1, null);
        return new Checkpoint(head, begins ? null : base, rows, List.of(), 0, 0);
    }

    @Test
    void aDatabaseWithoutTheTablesHasNoSnapshotAndLoadsNothing() {
        SnapshotStore store = new PgSnapshots(database(false));
        assertEquals(Optional.empty(), store.read(0));
        assertThrows(SnapshotUnavailableException.class, () -> store.load(0, Set.of()));
        Checkpoint checkpoint = thousands(1, new UUID(0, 1), true);
        assertThrows(SnapshotUnavailableException.class, () -> store.write(checkpoint));
    }

    @Test
    void thousandsOfRowsAreOneTransaction() {
        SnapshotStore store = store();
        UUID lineage = new UUID(0, 1);
        assertTrue(store.write(thousands(5, lineage, true)));
        assertTrue(store.write(thousands(6, lineage, false)));
        assertEquals(25, store.read(0).orElseThrow().open().size());
        Checkpoint broken =
                new Checkpoint(
                        new SnapshotHead(0, lineage, IDENTITY, 9, 9, -1, null),
                        new SnapshotHead(0, lineage, IDENTITY, 6, 6, -1, null),
                        () -> {
                            throw new IllegalStateException("cannot be encoded");
                        },
                        List.of(),
                        0,
                        0);
        assertThrows(IllegalStateException.class, () -> store.write(broken));
        assertEquals(6, store.read(0).orElseThrow().head().nextEvent(), "rolled back");
    }

    @Test
    void ofTwoWritersAtOnceTheFurtherOneStands() {
        SnapshotStore store = store();
        UUID lineage = new UUID(0, 1);
        assertTrue(store.write(thousands(1, lineage, true)));
        List<CompletableFuture<Boolean>> writes =
                IntStream.range(2, 12)
                        .mapToObj(
                                next ->
                                        CompletableFuture.supplyAsync(
                                                () -> store.write(thousands(next, lineage, false))))
                        .toList();
        writes.forEach(CompletableFuture::join);
        assertTrue(writes.getLast().join());
        LoadedStreams loaded =
                store.load(0, Set.of(new StreamId("account-7"), new StreamId("account-2499")))
                        .orElseThrow();
        assertEquals(11, loaded.nextEvent());
        loaded.streams().values().forEach(each -> assertEquals(11, each.version()));
        assertFalse(store.write(thousands(10, lineage, false)));
    }
}
