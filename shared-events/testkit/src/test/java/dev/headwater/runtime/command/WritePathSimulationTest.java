package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.testkit.log.FakeLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The write path without snapshots, on one thread and a log in memory: see {@link Simulation}. */
class WritePathSimulationTest {

    private static final int PARTITIONS = Simulation.PARTITIONS;
    private static final int ACCOUNTS = 6;
    private static final int SEEDS = Boolean.getBoolean("headwater.full") ? 2_500 : 25;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeLog log = new FakeLog(PARTITIONS, () -> now, false);
    private final List<Replica> replicas = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 10_001, 20_001, 30_001})
    void whateverHappensEachCommandHasOneEffectAndNoAcknowledgementIsLost(long firstSeed) {
        SimulationCounts total =
                assertTimeoutPreemptively(
                        Duration.ofMinutes(1 + SEEDS / 100), () -> run(firstSeed, SEEDS));
        total.print("write path simulation: %d seeds from %d".formatted(SEEDS, firstSeed));
        assertTrue(
                total.faults() > 100 && total.answered() > 500 && total.repeats() > 10,
                "a real run");
    }

    private static SimulationCounts run(long firstSeed, int seeds) {
        SimulationCounts total = SimulationCounts.NONE;
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            total = total.plus(new Simulation(ACCOUNTS, null).run(seed));
        }
        return total;
    }

    @Test
    void aDefectFailsItsCommandAndKeepsItAsADeadLetterAndOthersGoOn() {
        Replica replica = new Replica(log, () -> now, new Replica.Settings(100), 1);
        replicas.add(replica);
        settle();
        StreamId stream = StreamId.of("account", "a");
        HandOff before = submit(replica, stream, new Account.Command.Add(5));
        HandOff defect = submit(replica, stream, new Account.Command.Explode());
        HandOff after = submit(replica, stream, new Account.Command.Take(5));
        settle();
        assertEquals(Outcome.Kind.ACCEPTED, outcome(before).kind());
        assertEquals(Outcome.Kind.FAILED, outcome(defect).kind());
        assertEquals(Outcome.Kind.ACCEPTED, outcome(after).kind());
        int partition = log.partitionOf(stream, PARTITIONS);
        assertEquals(1, log.committed("bank.dead-letters", partition).size());
    }

    @Test
    void garbageInTheInboxIsKeptOnceAndStepsAside() {
        Replica replica = new Replica(log, () -> now, new Replica.Settings(100), 1);
        replicas.add(replica);
        settle();
        log.put("bank.commands", 0, null, null, Map.of());
        log.put("bank.commands", 0, "nonsense", new byte[] {1}, Map.of("command-id", "x"));
        log.put(
                "bank.commands",
                0,
                "account-a",
                "Add 1".getBytes(StandardCharsets.UTF_8),
                Map.of());
        settle();
        assertEquals(3, log.committed("bank.dead-letters", 0).size());
        replica.kill();
        log.expireSessions("bank.commands");
        replicas.set(0, new Replica(log, () -> now, new Replica.Settings(100), 1));
        settle();
        assertEquals(3, log.committed("bank.dead-letters", 0).size(), "decided once");
    }

    @Test
    void aFullMemoryOfAnswersRefusesNewClientsAndForgetsNobody() {
        Replica replica = new Replica(log, () -> now, new Replica.Settings(2), 1);
        replicas.add(replica);
        settle();
        StreamId stream = StreamId.of("account", "a");
        HandOff first = submit(replica, stream, new Account.Command.Add(1));
        submit(replica, stream, new Account.Command.Add(1));
        HandOff third = submit(replica, stream, new Account.Command.Add(1));
        settle();
        assertEquals(new HandOff.Result.MemoryFull(), third.result().getNow(null));
        HandOff retry = new HandOff(first.command());
        offerTo(replica, retry);
        settle();
        assertTrue(retry.result().getNow(null) instanceof HandOff.Result.Recorded);
        now = now.plus(Duration.ofHours(25));
        HandOff later = submit(replica, stream, new Account.Command.Add(1));
        settle();
        assertEquals(Outcome.Kind.ACCEPTED, outcome(later).kind());
    }

    private HandOff submit(Replica replica, StreamId stream, Account.Command body) {
        UUID id = UUID.randomUUID();
        HandOff handOff =
                new HandOff(
                        new CommandEnvelope<>(
                                id, stream, "f" + id, Origin.CLIENT, "c", "c", null, body));
        offerTo(replica, handOff);
        return handOff;
    }

    private void offerTo(Replica replica, HandOff handOff) {
        int partition = log.partitionOf(handOff.command().stream(), PARTITIONS);
        replica.ownership.owner(partition).orElseThrow().mailbox().offer(handOff);
    }

    private static Outcome outcome(HandOff handOff) {
        return handOff.result().getNow(null) instanceof HandOff.Result.Decided(Outcome told, _)
                ? told
                : org.junit.jupiter.api.Assertions.fail("not decided: " + handOff.result());
    }

    private void turn(Replica replica) {
        replica.ownership.poll();
        List.copyOf(replica.running).forEach(PartitionOwner::step);
    }

    private void settle() {
        for (int i = 0; i < 20; i++) {
            now = now.plusMillis(200);
            replicas.forEach(this::turn);
        }
    }
}
