package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildTest {

    private final World world = new World(true);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRebuildEqualsTheLiveTableWhileEventsKeepComingAndReadersNeverFail() throws Exception {
        world.fill(500);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicInteger reads = new AtomicInteger();
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread writer = Thread.ofVirtual().start(() -> write(going));
        Thread reader = Thread.ofPlatform().start(() -> read(going, reads, failure));
        for (int i = 0; i < 4; i++) {
            JobStatus job = world.run(engine, JobStatus.Kind.REBUILD);
            assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
            assertEquals(job.checksumBefore(), job.checksumAfter());
            assertTrue(job.eventsDone() >= 500, job::toString);
        }
        going.set(false);
        writer.join();
        reader.join();
        world.eventually("all folded", world::caughtUp);

        assertEquals(Optional.empty(), Optional.ofNullable(failure.get()));
        assertTrue(reads.get() > 0);
        assertEquals(world.expectedBalances(), world.actualBalances());
        assertEquals("5", world.postgres.value("select generation from headwater_projection"));
        assertEquals(
                "account_view_pkey account_view_status",
                world.postgres.value(
                        "select string_agg(indexname, ' ' order by indexname) from pg_indexes"
                                + " where tablename = 'account_view'"));
        assertEquals(
                "account_view account_view__g4",
                world.postgres.value(
                        "select string_agg(tablename, ' ' order by tablename) from pg_tables"
                                + " where tablename like 'account%'"));
        JobStatus verified = world.run(engine, JobStatus.Kind.VERIFICATION);
        assertEquals(JobStatus.State.SUCCEEDED, verified.status(), verified::toString);
        assertEquals(List.of(), verified.differences());
    }

    private void write(AtomicBoolean going) {
        while (going.get()) {
            world.fill(17);
            LockSupport.parkNanos(40_000_000);
        }
    }

    private void read(
            AtomicBoolean going, AtomicInteger reads, AtomicReference<Exception> failure) {
        try {
            while (going.get()) {
                try (StatelessSession session = world.postgres.sessions.openStatelessSession()) {
                    int found =
                            session.createSelectionQuery("from AccountView", AccountView.class)
                                    .getResultList()
                                    .size();
                    if (found < 10) {
                        throw new IllegalStateException("a reader saw only " + found + " rows");
                    }
                    reads.incrementAndGet();
                }
            }
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    @Test
    void aBatchInFlightOverASwapWritesNothing() {
        world.fill(50);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        Generation old = new Generation("account_view", 1, 1, "account_view");
        Checkpoint before =
                world.postgres.database.transaction(
                        c -> Objects.requireNonNull(Checkpoints.all(c, old).get(0)));
        JobStatus job = world.run(engine, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
        String rows = world.rows("account_view");
        Optional<Checkpoint> late =
                world.context(1).writer().write(before, List.of(), before.nextOffset() + 7);
        assertTrue(late.isEmpty());
        assertEquals(rows, world.rows("account_view"));
    }

    @Test
    void aLongReaderDelaysTheSwapButNotTheReadersBehindIt() throws Exception {
        world.fill(50);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        try (var connection = world.postgres.source.getConnection()) {
            connection.setAutoCommit(false);
            ProjectionDatabase.execute(connection, "select * from account_view");
            JobStatus job = world.start(engine, JobStatus.Kind.REBUILD);
            world.eventually(
                    "it tries to swap", () -> World.status(engine, job).phase().equals("SWAP"));
            assertEquals(world.expectedBalances(), world.actualBalances());
            assertEquals(JobStatus.State.RUNNING, World.status(engine, job).status());
            connection.rollback();
            world.eventually(
                    "it swaps",
                    () -> World.status(engine, job).status() == JobStatus.State.SUCCEEDED);
        }
    }

    @Test
    void oneRebuildAtATimeOverAllReplicasAndEveryReplicaShowsAndCancelsIt() {
        world.fill(300);
        ProjectionEngine first = world.engine(1);
        ProjectionEngine second = world.engine(1);
        FoldContext<?, ?> context = second.find("account_view").orElseThrow().context();
        JobStatus slow = first.jobs().start(JobStatus.Kind.REBUILD, context, 20).orElseThrow();
        assertTrue(second.jobs().start(JobStatus.Kind.REBUILD, context, 0).isEmpty());
        assertTrue(second.jobs().start(JobStatus.Kind.VERIFICATION, context, 0).isEmpty());
        assertEquals(slow.id(), second.jobs().find(UUID.fromString(slow.id())).orElseThrow().id());
        second.jobs().cancel(UUID.fromString(slow.id()));
        world.eventually(
                "it is cancelled",
                () -> World.status(second, slow).status() == JobStatus.State.CANCELLED);
        assertEquals(
                "null",
                world.postgres.value(
                        "select tablename from pg_tables where tablename = 'account_view__g2'"));
        JobStatus next = world.run(second, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, next.status(), next::toString);
    }

    @Test
    void aDatabaseThatWasJustDroppedAndCreatedIsRebuiltWhole() {
        world.fill(300);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        world.postgres.drop();
        world.postgres.create();
        List<JobStatus> ended = new ArrayList<>(Collections.emptyList());
        world.eventually(
                "a rebuild succeeds",
                () -> {
                    ended.add(runOrFail(engine));
                    return ended.getLast().status() == JobStatus.State.SUCCEEDED;
                });
        assertEquals(world.expectedBalances(), world.actualBalances());
    }

    private JobStatus runOrFail(ProjectionEngine engine) {
        try {
            return world.run(engine, JobStatus.Kind.REBUILD);
        } catch (DatabaseException | org.flywaydb.core.api.FlywayException e) {
            throw new IllegalStateException("connections of the dropped database", e);
        }
    }

    @Test
    void aRaisedVersionRebuildsByItselfAndTheOldProgramStepsAside() {
        world.fill(100);
        ProjectionEngine old = world.engine(1);
        old.start();
        world.eventually("all folded", world::caughtUp);
        String before = world.rows("account_view");

        ProjectionEngine raised = world.engine(2);
        raised.start();
        world.eventually(
                "version 2 is live",
                () -> world.postgres.value("select version from headwater_projection").equals("2"));
        world.append("late", "add 1");
        world.eventually("all folded", world::caughtUp);
        assertNotEquals(before, world.rows("account_view"));
        assertEquals("t", world.postgres.value("select bool_and(note = 'v2') from account_view"));
        assertEquals(world.expectedBalances(), world.actualBalances());
        world.eventually(
                "the old one steps aside", () -> world.problems().contains("newer than this"));
    }

    @Test
    void aGapInTheLogFailsTheRebuildAndReadersKeepTheirTable() {
        world.fill(50);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        String rows = world.rows("account_view");
        world.append("a1", "add 1", 99);
        JobStatus job = world.run(engine, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.FAILED, job.status());
        assertTrue(String.valueOf(job.reason()).contains("version 99 after"), job::toString);
        assertEquals(rows, world.rows("account_view"));
        assertEquals("1", world.postgres.value("select generation from headwater_projection"));
    }

    @Test
    void aVerificationFindsRowsChangedAddedAndRemovedByHand() {
        world.fill(100);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        world.postgres.execute("update account_view set balance = 0.01 where account_id = 'a3'");
        world.postgres.execute("delete from account_view where account_id = 'a6'");
        world.postgres.execute(
                "insert into account_view select 'zz', version, balance, status, at, open, tags"
                        + " from account_view where account_id = 'a7'");
        long appended = world.log.committed(World.TOPIC, 0).size();
        JobStatus job = world.run(engine, JobStatus.Kind.VERIFICATION);
        assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
        assertEquals(List.of("a3", "a6", "zz"), job.differences());
        assertNotEquals(job.checksumBefore(), job.checksumAfter());
        assertEquals(appended, world.log.committed(World.TOPIC, 0).size());
        assertEquals(
                "account_view",
                world.postgres.value(
                        "select string_agg(tablename, ' ') from pg_tables"
                                + " where tablename like 'account%'"));
    }
}
