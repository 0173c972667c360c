package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process has begun meets programs of other versions, other replicas, other topics. */
class HandOverTest {

    private static final int EVENTS = 250;

    /** Events per second: slow enough to be met at work. */
    private static final int SLOW = 200;

    private final World world = new World(true);

    @AfterEach
    void close() {
        world.close();
    }

    private ProjectionEngine folded() {
        // Rows that only the beginning of the log makes: nothing that comes later hides them.
        for (int i = 0; i < EVENTS; i++) {
            world.append("early" + i, "add 1");
        }
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        return engine;
    }

    private JobStatus begun(ProjectionEngine engine) {
        FoldContext<?, ?> context = engine.find("account_view").orElseThrow().context();
        JobStatus job = engine.jobs().start(JobStatus.Kind.REBUILD, context, SLOW).orElseThrow();
        world.eventually("on", () -> World.status(engine, job).eventsDone() >= 100);
        return job;
    }

    private String value(String sql) {
        return world.postgres.value(sql);
    }

    @Test
    void aRebuildOfTheVersionBeforeIsNotContinuedWithTheNewFold() {
        ProjectionEngine old = folded();
        begun(old);
        old.close();

        world.engine(2).start();
        world.eventually(
                "version 2 is live",
                () -> value("select version from headwater_projection").equals("2"));
        world.eventually("all folded", world::caughtUp);
        assertEquals(
                "0",
                value("select count(*) from account_view where note is distinct from 'v2'"),
                "rows of version 1 went live as version 2");
    }

    @Test
    void anOldProgramDoesNotContinueTheRebuildOfTheNewOne() {
        folded().close();
        ProjectionEngine raised = world.engine(2);
        JobStatus job = begun(raised);
        raised.close();

        ProjectionEngine old = world.engine(1);
        old.start();
        world.append("late", "add 1");
        world.eventually("the old one serves", world::caughtUp);
        assertTrue(old.jobs().resume(world.context(1)), "there is nothing for it to take up");
        assertTrue(old.jobs().latest("account_view").isEmpty(), "it took it up");

        ProjectionEngine again = world.engine(2);
        again.start();
        world.eventually(
                "version 2 is live",
                () -> value("select version from headwater_projection").equals("2"));
        world.eventually(
                "its job has ended",
                () -> World.status(again, job).status() != JobStatus.State.RUNNING);
        assertEquals(JobStatus.State.SUCCEEDED, World.status(again, job).status());
        assertEquals(
                "0", value("select count(*) from account_view where note is distinct from 'v2'"));
    }

    @Test
    void aReplicaThatWaitedForARaisedVersionGoesOnWhereTheOtherStood() {
        folded();
        ProjectionEngine first = world.engine(2);
        JobStatus job = begun(first);
        ProjectionEngine second = world.engine(2);
        second.start();
        world.eventually("it waits", () -> world.problems().contains("is being rebuilt"));
        first.close();

        world.eventually(
                "version 2 is live",
                () -> value("select version from headwater_projection").equals("2"));
        world.eventually(
                "its job has ended",
                () -> World.status(second, job).status() != JobStatus.State.RUNNING);
        assertEquals(JobStatus.State.SUCCEEDED, World.status(second, job).status());
        assertEquals("1", value("select count(*) from headwater_job"), "another one began anew");
    }

    @Test
    void aTableThatIsPastTheEndOfTheLogIsRebuiltAndNotVerified() {
        folded().close();
        world.postgres.execute(
                "update headwater_checkpoint set topic_id = 'another', next_offset = 100000");
        ProjectionEngine engine = world.engine(1);
        JobStatus verified = world.run(engine, JobStatus.Kind.VERIFICATION);
        assertEquals(JobStatus.State.FAILED, verified.status());
        assertTrue(String.valueOf(verified.reason()).contains("ends at"), verified::toString);

        JobStatus rebuilt = world.run(engine, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, rebuilt.status(), rebuilt::toString);
        assertEquals(world.expectedBalances(), world.actualBalances());
    }
}
