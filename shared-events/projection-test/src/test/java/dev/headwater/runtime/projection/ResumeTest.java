package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs outlive the server's connections and their own process, and what they replaced is kept. */
class ResumeTest {

    private static final int EVENTS = 400;

    /** Events per second: slow enough to be met at work. */
    private static final int SLOW = 200;

    /** What the partitions at work may have folded and not written. */
    private static final int BATCH = 100;

    private final World world = new World(true);

    @AfterEach
    void close() {
        world.close();
    }

    private ProjectionEngine folded() {
        world.fill(EVENTS);
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        return engine;
    }

    private static JobStatus slow(ProjectionEngine engine, JobStatus.Kind kind) {
        FoldContext<?, ?> context = engine.find("account_view").orElseThrow().context();
        return engine.jobs().start(kind, context, SLOW).orElseThrow();
    }

    private void awaitSuccess(ProjectionEngine engine, JobStatus job) {
        world.eventually(
                "it ends", () -> World.status(engine, job).status() != JobStatus.State.RUNNING);
        JobStatus ended = World.status(engine, job);
        assertEquals(JobStatus.State.SUCCEEDED, ended.status(), ended::toString);
        world.eventually("all folded", world::caughtUp);
        assertEquals(world.expectedBalances(), world.actualBalances());
    }

    @Test
    void aRebuildWhoseConnectionsDieGoesOnWhereItStood() {
        ProjectionEngine engine = folded();
        JobStatus job = slow(engine, JobStatus.Kind.REBUILD);
        for (int kill = 1; kill <= 3; kill++) {
            long until = 90L * kill;
            world.eventually("on", () -> World.status(engine, job).eventsDone() >= until);
            world.postgres.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid()");
            world.eventually(
                    "it works again", () -> World.status(engine, job).eventsDone() > until + BATCH);
            assertTrue(shadowStandsAt() >= until - BATCH, "it began anew");
        }
        awaitSuccess(engine, job);
        assertEquals("2", world.postgres.value("select generation from headwater_projection"));
    }

    /** Its commits do not wait for the disk: rows and checkpoints go back together. */
    @Test
    void aServerThatComesBackWithoutItsLastCommitsIsFoldedIntoFromWhereItStands() {
        ProjectionEngine engine = folded();
        JobStatus job = slow(engine, JobStatus.Kind.REBUILD);
        world.eventually("something is written", () -> shadowStandsAt() > 0);
        world.postgres.execute(
                """
                do $$ begin
                    lock table headwater_checkpoint in exclusive mode;
                    create table rows_then as select * from account_view__g2;
                    create table checkpoints_then as
                        select * from headwater_checkpoint where generation = 2;
                end $$""");
        long then =
                Long.parseLong(
                        world.postgres.value("select sum(next_offset) from checkpoints_then"));
        world.eventually("more is written", () -> shadowStandsAt() > then);
        world.postgres.execute(
                """
                do $$ begin
                    lock table headwater_checkpoint in exclusive mode;
                    delete from account_view__g2;
                    insert into account_view__g2 select * from rows_then;
                    update headwater_checkpoint c set next_offset = t.next_offset
                        from checkpoints_then t where c.generation = 2
                        and t.partition = c.partition;
                end $$""");
        awaitSuccess(engine, job);
        assertEquals("2", world.postgres.value("select generation from headwater_projection"));
    }

    private long shadowStandsAt() {
        return Long.parseLong(
                world.postgres.value(
                        "select coalesce(sum(next_offset), 0) from headwater_checkpoint"
                                + " where generation = 2"));
    }

    @Test
    void aRebuildOfAProcessThatIsGoneIsTakenUpByTheNext() {
        ProjectionEngine first = folded();
        JobStatus job = slow(first, JobStatus.Kind.REBUILD);
        world.eventually("on", () -> World.status(first, job).eventsDone() >= 200);
        first.close();
        long stood = shadowStandsAt();
        assertTrue(stood >= 200 - BATCH, "nothing was kept: " + stood);
        world.append("late", "add 1");

        ProjectionEngine second = world.engine(1);
        second.start();
        world.eventually(
                "it is taken up",
                () -> {
                    JobStatus.State state = World.status(second, job).status();
                    assertTrue(
                            state != JobStatus.State.CANCELLED && state != JobStatus.State.FAILED);
                    return second.jobs().latest("account_view").isPresent();
                });
        world.eventually("it folds", () -> World.status(second, job).phase().equals("FOLD"));
        assertTrue(shadowStandsAt() >= stood, "it began anew");
        awaitSuccess(second, job);
    }

    @Test
    void aRollbackBringsTheTableBeforeBackAndItHasMissedNothing() {
        ProjectionEngine engine = folded();
        world.postgres.execute(
                "insert into account_view select 'marker', version, 0, status, at, open, tags"
                        + " from account_view limit 1");
        JobStatus rebuilt = world.run(engine, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, rebuilt.status(), rebuilt::toString);
        assertEquals("0", markers());
        world.fill(100);

        JobStatus back = world.run(engine, JobStatus.Kind.ROLLBACK);
        assertEquals(JobStatus.State.SUCCEEDED, back.status(), back::toString);
        assertEquals("1", markers());
        world.append("late", "add 1");
        world.eventually("all folded", world::caughtUp);
        world.postgres.execute("delete from account_view where account_id = 'marker'");
        assertEquals(world.expectedBalances(), world.actualBalances());

        JobStatus forth = world.run(engine, JobStatus.Kind.ROLLBACK);
        assertEquals(JobStatus.State.SUCCEEDED, forth.status(), forth::toString);
        world.eventually("all folded", world::caughtUp);
        assertEquals(world.expectedBalances(), world.actualBalances());
        JobStatus verified = world.run(engine, JobStatus.Kind.VERIFICATION);
        assertEquals(verified.checksumBefore(), verified.checksumAfter());
    }

    /** The process died between the swap and its last word. */
    @Test
    void aRollbackThatHasSwappedIsNotDoneAgain() {
        ProjectionEngine first = folded();
        JobStatus rebuilt = world.run(first, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, rebuilt.status(), rebuilt::toString);
        JobStatus back = world.run(first, JobStatus.Kind.ROLLBACK);
        assertEquals(JobStatus.State.SUCCEEDED, back.status(), back::toString);
        first.close();
        world.postgres.execute(
                "update headwater_job set document = replace(document, 'SUCCEEDED', 'RUNNING'),"
                        + " updated_at = now() - interval '2 min' where kind = 'ROLLBACK'");

        ProjectionEngine second = world.engine(1);
        second.start();
        world.eventually("all folded", world::caughtUp);
        assertTrue(second.jobs().resume(world.context(1)), "nothing is left to take up");
        assertEquals("3", world.postgres.value("select generation from headwater_projection"));
        assertEquals(JobStatus.State.SUCCEEDED, World.status(second, back).status());
    }

    private String markers() {
        return world.postgres.value(
                "select count(*) from account_view where account_id = 'marker'");
    }

    @Test
    void withoutAKeptTableThereIsNoWayBack() {
        ProjectionEngine engine = folded();
        String rows = world.rows("account_view");
        JobStatus job = world.run(engine, JobStatus.Kind.ROLLBACK);
        assertEquals(JobStatus.State.FAILED, job.status());
        assertTrue(String.valueOf(job.reason()).contains("no table is kept"), job::toString);
        assertEquals(rows, world.rows("account_view"));
    }

    @Test
    void aCancelledRollbackLosesNothing() {
        ProjectionEngine engine = folded();
        JobStatus rebuilt = world.run(engine, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, rebuilt.status(), rebuilt::toString);
        world.fill(EVENTS);
        world.eventually("all folded", world::caughtUp);
        JobStatus job = slow(engine, JobStatus.Kind.ROLLBACK);
        world.eventually("it folds", () -> World.status(engine, job).phase().equals("FOLD"));
        engine.jobs().cancel(UUID.fromString(job.id()));
        world.eventually(
                "it is cancelled",
                () -> World.status(engine, job).status() == JobStatus.State.CANCELLED);
        assertEquals(world.expectedBalances(), world.actualBalances());

        JobStatus again = world.run(engine, JobStatus.Kind.ROLLBACK);
        assertEquals(JobStatus.State.SUCCEEDED, again.status(), again::toString);
        world.eventually("all folded", world::caughtUp);
        assertEquals(world.expectedBalances(), world.actualBalances());
    }
}
