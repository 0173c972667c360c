package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.StreamId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParkingTest {

    private static final StreamId ADA = StreamId.of("account", "ada");

    private final World world = new World(true);
    private final ProjectionEngine engine = world.engine(1);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aPoisonedEventParksItsStreamInOrderAndNoOther() {
        poisonAda("boom");

        assertEquals("ada=1 bob=5 ", world.actualBalances());
        ParkedStream parked = parked().getFirst();
        assertEquals(1, parked().size());
        assertEquals("account-ada", parked.streamId());
        assertEquals(3, parked.events());
        assertTrue(parked.reason().contains("a bug in fold"), parked.reason());
    }

    @Test
    void whatIsParkedIsShownWithItsCauseAndTheEventsBehindIt() {
        poisonAda("boom");
        FoldContext<?, ?> context = engine.find("account_view").orElseThrow().context();
        List<DeadLetter> letters = new ParkedView<>(context).of(ADA, 100);
        assertEquals(3, letters.size());
        DeadLetter first = letters.getFirst();
        assertEquals("boom", first.event());
        assertTrue(String.valueOf(first.reason()).contains("a bug in fold"), first::toString);
        assertEquals(List.of(2L, 3L, 4L), letters.stream().map(DeadLetter::version).toList());
        assertNull(letters.getLast().reason());
        assertEquals(1, new ParkedView<>(context).of(ADA, 1).size());
        assertTrue(new ParkedView<>(context).of(StreamId.of("account", "bob"), 9).isEmpty());
    }

    @Test
    void aRedriveWithTheBugStillThereChangesNothing() {
        poisonAda("boom");
        RedriveResult result = redrive();
        assertEquals(0, result.folded());
        assertEquals(3, result.parked());
        assertEquals("ada=1 bob=5 ", world.actualBalances());
    }

    @Test
    void aRedriveAfterTheFixFoldsAllThatWaitedAndTheStreamLives() {
        poisonAda("boom");
        Accounts.BUG.set(false);
        RedriveResult result = redrive();
        assertEquals(3, result.folded());
        assertEquals(0, result.parked());
        assertEquals("ada=32 bob=5 ", world.actualBalances());

        world.append("ada", "add 100");
        world.eventually("later events fold", () -> world.actualBalances().contains("ada=132 "));
        assertTrue(parked().isEmpty());
    }

    @Test
    void aReplicaThatMissedTheRedriveIsRefused() {
        poisonAda("boom");
        engine.close();
        int partition = world.log.partitionOf(ADA, World.PARTITIONS);
        Generation live = new Generation("account_view", 1, 1, "account_view");
        Checkpoint before =
                world.postgres.database.transaction(
                        c -> Objects.requireNonNull(Checkpoints.all(c, live).get(partition)));
        assertEquals(Set.of(ADA.value()), before.parked());
        Accounts.BUG.set(false);
        redrive();
        assertTrue(
                world.context(1)
                        .writer()
                        .write(before, List.of(), before.nextOffset() + 1)
                        .isEmpty());
    }

    @Test
    void anEventOfNoKnownTypeAndARowThatPostgresRefusesParkTheirStreams() {
        poisonAda("#what is this");
        world.append("bob", "note far too long for the column of 20");
        world.eventually("third batch", world::caughtUp);
        assertEquals(
                List.of("account-ada", "account-bob"),
                parked().stream().map(ParkedStream::streamId).sorted().toList());
        assertEquals("ada=1 bob=5 ", world.actualBalances());
    }

    @Test
    void aRebuildParksWhatIsPoisonedAndTakesTheFixIn() {
        poisonAda("boom");
        JobStatus same = world.run(engine, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, same.status(), same::toString);
        assertEquals(same.checksumBefore(), same.checksumAfter());
        assertEquals(3, parked().getFirst().events());

        Accounts.BUG.set(false);
        JobStatus fixed = world.run(engine, JobStatus.Kind.REBUILD);
        assertEquals(JobStatus.State.SUCCEEDED, fixed.status(), fixed::toString);
        assertTrue(parked().isEmpty());
        assertEquals("ada=32 bob=5 ", world.actualBalances());
    }

    @Test
    void aVerificationLeavesParkedStreamsAsideFromWhereTheyAreParked() {
        poisonAda("boom");
        Accounts.BUG.set(false);
        JobStatus verified = world.run(engine, JobStatus.Kind.VERIFICATION);
        assertEquals(JobStatus.State.SUCCEEDED, verified.status(), verified::toString);
        assertEquals(List.of(), verified.differences());
        assertEquals(verified.checksumBefore(), verified.checksumAfter());
    }

    private void poisonAda(String poison) {
        world.append("ada", "add 1");
        world.append("ada", poison);
        world.append("ada", "add 10");
        world.append("bob", "add 5");
        engine.start();
        world.eventually("first batch", world::caughtUp);
        world.append("ada", "add 20");
        world.eventually("second batch", world::caughtUp);
    }

    private RedriveResult redrive() {
        return new Redrive<>(engine.find("account_view").orElseThrow().context())
                .run(ADA)
                .orElseThrow();
    }

    private List<ParkedStream> parked() {
        return world.postgres.database.transaction(c -> ParkedEvents.all(c, 100));
    }
}
