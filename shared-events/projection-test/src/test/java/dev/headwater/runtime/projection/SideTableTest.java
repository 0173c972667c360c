package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.Selection;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.replay.LogReplay;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts of the log in tables of their own, and in values of the caller's. */
class SideTableTest {

    private static final StreamId A3 = StreamId.of("account", "a3");

    private final World world = new World(true);

    @AfterEach
    void close() {
        world.close();
    }

    private JobStatus made(ProjectionEngine engine, Selection selection, String table) {
        FoldContext<?, ?> context = engine.find("account_view").orElseThrow().context();
        JobStatus job = engine.jobs().startSideTable(context, table, selection, 0).orElseThrow();
        world.eventually(
                "it ends", () -> World.status(engine, job).status() != JobStatus.State.RUNNING);
        return World.status(engine, job);
    }

    private static Selection of(@Nullable StreamId stream, @Nullable Integer partition) {
        return new Selection(stream, partition, null, null, null);
    }

    private ProjectionEngine folded(int events) {
        world.fill(events);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        return engine;
    }

    @Test
    void theRowsAsOfThenAndNothingElseIsTouched() {
        ProjectionEngine engine = folded(300);
        String then = world.expectedBalances();
        Instant at = Instant.now();
        world.eventually(
                "the clock moves on", () -> Instant.now().toEpochMilli() > at.toEpochMilli());
        world.fill(100);
        world.eventually("all folded", world::caughtUp);
        String live = world.rows("account_view");
        long records = world.log.committed(World.TOPIC, 0).size();

        JobStatus job = made(engine, new Selection(null, null, null, null, at), "then");
        assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
        assertEquals(then, world.balances("\"then\""));
        assertEquals(live, world.rows("account_view"));
        assertEquals(records, world.log.committed(World.TOPIC, 0).size());
        assertEquals(
                "0",
                world.postgres.value(
                        "select count(*) from headwater_checkpoint where table_name = 'then'"));
    }

    @Test
    void oneStreamIsOneRow() {
        ProjectionEngine engine = folded(300);
        JobStatus job = made(engine, of(A3, null), "just_a3");
        assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
        assertEquals(
                world.postgres.value("select t::text from account_view t where account_id = 'a3'"),
                world.rows("just_a3"));
    }

    @Test
    void onePartitionHoldsTheStreamsThatLieInIt() {
        ProjectionEngine engine = folded(300);
        JobStatus job = made(engine, of(null, 1), "part");
        assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
        world.postgres.execute(
                "delete from account_view where account_id not in (select account_id from part)");
        assertEquals(world.rows("account_view"), world.rows("part"));
        assertTrue(Long.parseLong(world.postgres.value("select count(*) from part")) > 0);
    }

    @Test
    void aRangeOfOffsetsCountsWhatLiesInIt() {
        ProjectionEngine engine = folded(300);
        long from = world.log.committed(World.TOPIC, 2).get(10).offset();
        long to = world.log.committed(World.TOPIC, 2).get(20).offset();
        Selection some = new Selection(null, 2, from, to, null);
        JobStatus job = made(engine, some, "some");
        assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
        int counted =
                new LogReplay(world.log)
                        .fold("accounts", new Accounts.TextCodec(), some, 0, (n, _) -> n + 1);
        assertEquals(10, counted);
    }

    @Test
    void anOwnFoldSeesAStreamInOrder() {
        world.append("a3", "add 1");
        world.append("a4", "add 2");
        world.append("a3", "add 3");
        String seen =
                new LogReplay(world.log)
                        .fold(
                                "accounts",
                                new Accounts.TextCodec(),
                                of(A3, null),
                                "",
                                (text, event) -> text + event.version() + event.event() + ";");
        assertEquals("1add 1;2add 3;", seen);
        int all =
                new LogReplay(world.log)
                        .fold(
                                "accounts",
                                new Accounts.TextCodec(),
                                Selection.ALL,
                                0,
                                (n, _) -> n + 1);
        assertEquals(3, all);
    }

    @Test
    void aTableOfSomebodyElsesIsNotReplacedAndAnOwnOneIs() {
        ProjectionEngine engine = folded(50);
        world.postgres.execute("create table precious (note text)");
        JobStatus refused = made(engine, Selection.ALL, "precious");
        assertEquals(JobStatus.State.FAILED, refused.status());
        assertTrue(
                String.valueOf(refused.reason()).contains("no replay has made"), refused::toString);
        assertEquals("0", world.postgres.value("select count(*) from precious"));
        JobStatus live = made(engine, Selection.ALL, "account_view");
        assertEquals(JobStatus.State.FAILED, live.status());

        assertEquals(JobStatus.State.SUCCEEDED, made(engine, of(A3, null), "mine").status());
        JobStatus again = made(engine, Selection.ALL, "mine");
        assertEquals(JobStatus.State.SUCCEEDED, again.status(), again::toString);
        assertEquals(world.rows("account_view"), world.rows("mine"));
    }

    @Test
    void whatIsNoTableOrNoPartOfTheLogIsRefused() {
        ProjectionEngine engine = folded(50);
        FoldContext<?, ?> context = world.context(1);
        for (String name : new String[] {"a b", "headwater_job", "", "A", "x;drop"}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> engine.jobs().startSideTable(context, name, Selection.ALL, 0),
                    name);
        }
        assertThrows(IllegalArgumentException.class, () -> new Selection(null, null, 5L, 5L, null));
        JobStatus nowhere = made(engine, of(null, World.PARTITIONS), "nowhere");
        assertTrue(String.valueOf(nowhere.reason()).contains("3 partitions"), nowhere::toString);
        int home = world.log.partitionOf(A3, World.PARTITIONS);
        JobStatus elsewhere = made(engine, of(A3, (home + 1) % World.PARTITIONS), "elsewhere");
        assertTrue(
                String.valueOf(elsewhere.reason()).contains("lies in partition " + home),
                elsewhere::toString);
    }

    @Test
    void aPoisonedStreamIsLeftOutFromThereOnAndParksNothingLive() {
        world.append("p", "add 5");
        world.append("p", "boom");
        world.append("p", "add 7");
        world.append("q", "add 1");
        Accounts.BUG.set(false);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        Accounts.BUG.set(true);
        JobStatus job = made(engine, Selection.ALL, "side");
        assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
        assertEquals("p=5 q=1 ", world.balances("side"));
        assertEquals("p=13 q=1 ", world.actualBalances());
        assertEquals("0", world.postgres.value("select count(*) from headwater_parked"));
    }

    @Test
    void aCancelledOneLeavesNoTable() {
        ProjectionEngine engine = folded(400);
        FoldContext<?, ?> context = engine.find("account_view").orElseThrow().context();
        JobStatus job =
                engine.jobs().startSideTable(context, "slow", Selection.ALL, 100).orElseThrow();
        assertTrue(
                engine.jobs().startSideTable(context, "slow", Selection.ALL, 0).isEmpty(),
                "one at a time");
        // So that what a killed process leaves can be replaced.
        world.eventually(
                "it says whose it is before it is done",
                () ->
                        world.postgres
                                .value("select obj_description(to_regclass('slow'), 'pg_class')")
                                .startsWith("Made by a replay of account_view"));
        engine.jobs().cancel(UUID.fromString(job.id()));
        world.eventually(
                "it is cancelled",
                () -> World.status(engine, job).status() == JobStatus.State.CANCELLED);
        world.eventually(
                "it is gone",
                () -> world.postgres.value("select to_regclass('slow')").equals("null"));
    }
}
