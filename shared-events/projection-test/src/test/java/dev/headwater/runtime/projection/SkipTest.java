package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.StreamId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator's decision to pass over an event holds for every fold that comes. */
class SkipTest {

    private static final StreamId P = StreamId.of("account", "p");

    private final World world = new World(true);

    @AfterEach
    void close() {
        world.close();
    }

    private ProjectionEngine parked() {
        world.append("p", "add 5");
        world.append("p", "boom");
        world.append("p", "add 7");
        world.append("p", "boom");
        world.append("p", "add 9");
        world.append("q", "add 1");
        ProjectionEngine engine = world.engine(1);
        engine.start();
        world.eventually("all folded", world::caughtUp);
        assertEquals("p=5 q=1 ", world.actualBalances());
        return engine;
    }

    private static FoldContext<?, ?> context(ProjectionEngine engine) {
        return engine.find("account_view").orElseThrow().context();
    }

    private static RedriveResult skip(ProjectionEngine engine, String reason) {
        return new Skip<>(context(engine)).run(P, null, reason).orElseThrow();
    }

    private String waiting() {
        return world.postgres.value(
                "select count(*) from headwater_parked join headwater_projection"
                        + " using (projection, generation)");
    }

    @Test
    void whatWaitsBehindIsFoldedUpToTheNextPoison() {
        ProjectionEngine engine = parked();
        RedriveResult first = skip(engine, "order of 1999");
        assertEquals(1, first.folded());
        assertEquals(2, first.parked());
        assertEquals("p=12 q=1 ", world.actualBalances());
        RedriveResult second = skip(engine, "the same");
        assertEquals(1, second.folded());
        assertEquals(0, second.parked());
        assertEquals("p=21 q=1 ", world.actualBalances());
        assertTrue(new Skip<>(context(engine)).run(P, null, "again").isEmpty());
        world.append("p", "add 100");
        world.eventually("live goes on", () -> world.actualBalances().equals("p=121 q=1 "));
        assertEquals(
                List.of("order of 1999", "the same"),
                engine.skipped().all().stream().map(SkippedEvent::reason).toList());
    }

    @Test
    void aRebuildAVerificationAndAnotherProcessLeaveItOutToo() {
        ProjectionEngine engine = parked();
        skip(engine, "one");
        skip(engine, "two");
        JobStatus verified = world.run(engine, JobStatus.Kind.VERIFICATION);
        assertEquals(verified.checksumBefore(), verified.checksumAfter());
        engine.close();

        ProjectionEngine next = world.engine(1);
        next.start();
        JobStatus rebuilt = world.run(next, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, rebuilt.status(), rebuilt::toString);
        assertEquals("p=21 q=1 ", world.actualBalances());
        assertEquals("0", waiting());
    }

    @Test
    void aDatabaseThatComesBackFromNothingLeavesItOutToo() {
        ProjectionEngine engine = parked();
        skip(engine, "one");
        skip(engine, "two");
        engine.close();
        world.postgres.drop();
        world.postgres.create();

        world.engine(1).start();
        world.eventually("all folded", world::caughtUp);
        world.eventually("the rows are back", () -> world.actualBalances().equals("p=21 q=1 "));
        assertEquals("0", waiting());
    }

    @Test
    void aVersionThatIsNotParkedIsRefusedAndNothingIsRecorded() {
        ProjectionEngine engine = parked();
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new Skip<>(context(engine)).run(P, 1L, "no"));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("only [2, 3, 4, 5]"),
                refused::toString);
        assertEquals(List.of(), engine.skipped().all());
        assertEquals("4", waiting());
    }

    @Test
    void anEventThatOnlyWaitsCanBePassedOverBeforeItsTurn() {
        ProjectionEngine engine = parked();
        new Skip<>(context(engine)).run(P, 3L, "seven was wrong");
        assertEquals("p=5 q=1 ", world.actualBalances());
        Accounts.BUG.set(false);
        new Redrive<>(context(engine)).run(P);
        assertEquals("p=16 q=1 ", world.actualBalances());
    }
}
