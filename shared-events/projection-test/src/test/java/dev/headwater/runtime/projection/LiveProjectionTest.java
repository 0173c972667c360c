package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.StreamId;
import java.time.Duration;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveProjectionTest {

    private final World world = new World(true);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everyKindOfColumnReachesTheTableAndComesBack() {
        world.append("ada", "add 12");
        world.append("ada", "move Rue de l'Église 5");
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("first batch", () -> world.caughtUp());
        world.append("ada", "note hi");
        world.eventually("second batch, on the loaded row", () -> world.caughtUp());

        assertEquals(
                "3|12.00|OPEN|t|[\"moved\", \"it's \\\"quoted\\\", {braced} \\\\ and ü\"]"
                        + "|Rue de l'Église 5|null|hi",
                world.postgres.value(
                        "select concat_ws('|', version, balance, status, open, tags, street,"
                                + " coalesce(city, 'null'), note) from account_view"));
        assertEquals(
                "t",
                world.postgres.value(
                        "select abs(extract(epoch from now() - at)) < 60 from account_view"));
    }

    @Test
    void rowsAreTheFoldOfTheLog() {
        world.fill(300);
        world.engine(1).start();
        world.eventually("all folded", world::caughtUp);
        assertEquals(world.expectedBalances(), world.actualBalances());
    }

    @Test
    void aDroppedDatabaseComesBackFromTheLog() {
        world.fill(200);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        String before = world.rows("account_view");

        world.postgres.drop();
        world.append("late", "add 1");
        world.eventually("the loss is noticed", () -> !problems(engine).isEmpty());
        world.postgres.create();
        world.eventually("all folded again", world::caughtUp);
        world.eventually("no problem is left", () -> problems(engine).isEmpty());

        assertEquals(world.expectedBalances(), world.actualBalances());
        world.postgres.execute("delete from account_view where account_id = 'late'");
        assertEquals(before, world.rows("account_view"));
    }

    @Test
    void aProgramWithANewMigrationRunsItBeforeItFolds() {
        world.postgres.drop();
        world.postgres.create();
        world.eventually("the tables of the program before", this::migratedToVersion1);
        world.append("ada", "note new");
        world.engine(1).start();
        world.eventually("folded", () -> world.actualBalances().equals("ada=0 "));
        assertEquals("new", world.postgres.value("select note from account_view"));
    }

    private boolean migratedToVersion1() {
        try {
            world.postgres.migrateTo("1");
            return true;
        } catch (FlywayException _) {
            return false; // a connection of the dropped database
        }
    }

    @Test
    void aGapInAStreamStopsItsPartitionForEveryReplicaAndRestart() {
        world.append("ada", "add 1");
        ProjectionEngine first = world.engine(1);
        first.start();
        world.eventually("first event", world::caughtUp);
        world.append("ada", "add 1", 3);
        world.eventually("it stops", () -> problems(first).contains("version 3 after 1"));
        first.close();

        ProjectionEngine second = world.engine(1);
        second.start();
        world.eventually("it stays stopped", () -> problems(second).contains("version 3 after 1"));
        assertEquals("ada=1 ", world.actualBalances());
    }

    @Test
    void aRecreatedTopicIsRefusedWithTheReason() {
        world.fill(20);
        ProjectionEngine first = world.engine(1);
        first.start();
        world.eventually("all folded", world::caughtUp);
        first.close();
        String rows = world.rows("account_view");
        world.log.delete(World.TOPIC);
        world.fill(20);
        ProjectionEngine second = world.engine(1);
        second.start();
        world.eventually(
                "it refuses", () -> problems(second).contains("accounts.events was recreated"));
        assertEquals(rows, world.rows("account_view"));
    }

    @Test
    void aLogWhoseBeginningIsGoneIsRefused() {
        world.fill(60);
        int partition = world.log.partitionOf(StreamId.of("account", "a1"), World.PARTITIONS);
        world.log.truncate(World.TOPIC, partition, 5);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("it refuses", () -> problems(engine).contains("the beginning is gone"));
    }

    @Test
    void anAbsentRegistryIsWaitedForAndParksNothing() {
        Accounts.REGISTRY_DOWN.set(true);
        world.fill(20);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("it waits", () -> problems(engine).contains("the registry"));
        Accounts.REGISTRY_DOWN.set(false);
        world.eventually("all folded", world::caughtUp);
        assertEquals("0", world.postgres.value("select count(*) from headwater_parked"));
        assertEquals(world.expectedBalances(), world.actualBalances());
    }

    @Test
    void replicasThatTakeOverFromEachOtherLoseAndRepeatNothing() {
        ProjectionEngine first = world.engine(1);
        first.start();
        world.fill(150);
        ProjectionEngine second = world.engine(1);
        second.start();
        world.fill(150);
        world.log.expireSessions("accounts.account_view.v1");
        world.fill(150);
        first.close();
        world.fill(150);
        world.eventually("all folded", world::caughtUp);
        assertEquals(world.expectedBalances(), world.actualBalances());
        assertTrue(problems(second).isEmpty(), () -> problems(second));
    }

    @Test
    void aReaderWithATokenWaitsOnAnyReplicaUntilItsEventIsFolded() {
        ProjectionEngine folding = world.engine(1);
        ProjectionEngine idle = world.engine(1);
        world.append("ada", "add 1");
        int partition = world.log.partitionOf(StreamId.of("account", "ada"), World.PARTITIONS);
        Duration moment = Duration.ofMillis(50);
        assertFalse(CheckpointGate.await(folding, "account_view", partition, 0, moment));
        folding.start();
        Duration patience = Duration.ofSeconds(20);
        assertTrue(CheckpointGate.await(idle, "account_view", partition, 0, patience));
        assertTrue(CheckpointGate.await(folding, "account_view", partition, 0, patience));
        assertFalse(CheckpointGate.await(idle, "account_view", partition, 1, moment));
        assertFalse(CheckpointGate.await(folding, "account_view", partition, 1, moment));
    }

    @Test
    void lagCountsEventsAndNotTheControlRecordsBehindThem() {
        world.fill(40);
        ProjectionEngine engine = world.engine(1);
        RunningProjection<?, ?> running = engine.find("account_view").orElseThrow();
        assertTrue(engine.report().of(running, false).lag() >= 40);
        assertTrue(engine.report().of(running, false).lagSeconds() >= 0);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        ProjectionStatus status = engine.report().of(running, true);
        assertEquals(0, status.lag(), status::toString);
        assertEquals(ProjectionStatus.State.LIVE, status.state());
        assertEquals(1, status.generation());
        assertEquals(World.PARTITIONS, status.partitions().size());
        assertEquals(
                world.postgres.value("select count(*) from account_view"),
                String.valueOf(status.rows()));
    }

    private static String problems(ProjectionEngine engine) {
        StringBuilder all = new StringBuilder();
        engine.all().forEach(each -> each.runner().problems().forEach(all::append));
        return all.toString();
    }
}
