package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.EffectCalls;
import dev.headwater.runtime.snapshot.FakeSnapshots;
import dev.headwater.testkit.log.FakeLog;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One owner that keeps three streams in memory, to be driven, ended and begun with a snapshot. */
abstract class SnapshotOwner {

    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    final FakeLog log = new FakeLog(1, () -> now, false);
    final FakeSnapshots store = new FakeSnapshots();
    final SnapshotParts parts = parts(2);
    final Calls calls = new Calls();
    Replica replica = new Replica(log, () -> now, settings(), 1, parts);

    SnapshotParts parts(int changesMax) {
        return new SnapshotParts(
                store, new SnapshotWorld.Settings(changesMax), Runnable::run, Runnable::run);
    }

    static Replica.Settings settings() {
        return new Replica.Settings(100);
    }

    HandOff submit(String stream, Object body) {
        UUID id = UUID.randomUUID();
        return submit(
                new CommandEnvelope<>(
                        id,
                        new StreamId(stream),
                        "f" + id,
                        Origin.CLIENT,
                        "corr",
                        "c",
                        null,
                        body));
    }

    HandOff submit(CommandEnvelope<?> command) {
        HandOff handOff = new HandOff(command);
        owner().mailbox().offer(handOff);
        settle();
        return handOff;
    }

    PartitionOwner owner() {
        return replica.ownership.owner(0).orElseThrow();
    }

    static String body(HandOff handOff) {
        return handOff.result().getNow(null) instanceof HandOff.Result.Decided(Outcome told, _)
                ? told.status() + " " + told.body()
                : String.valueOf(handOff.result().getNow(null));
    }

    void settle() {
        for (int i = 0; i < 20; i++) {
            now = now.plusMillis(100);
            replica.ownership.poll();
            List.copyOf(replica.running).forEach(PartitionOwner::step);
        }
    }

    void restart(ServiceDefinition service) {
        replica.kill();
        log.expireSessions("bank.commands");
        replica = new Replica(service, log, settings(), calls, () -> now, 1, parts);
        settle();
    }

    void fiveAccounts() {
        settle();
        for (int i = 0; i < 5; i++) {
            submit("account-a" + i, new Account.Command.Add(10 + i));
        }
        restart(Account.service());
        assertEquals(Phase.LIVE, owner().status().phase());
        assertEquals(0, owner().status().streams(), "nothing is loaded that nobody asks for");
        assertTrue(owner().snapshot().eventsOffset() > 0, "it began with the snapshot");
    }

    static final class Calls implements EffectCalls {
        final Map<UUID, String> open = new HashMap<>();

        @Override
        public void opened(int partition, Envelope<?> intent) {
            open.put(intent.eventId(), intent.stream() + " " + intent.correlationId());
        }

        @Override
        public void closed(int partition, UUID intentEventId) {
            open.remove(intentEventId);
        }

        @Override
        public void stop(int partition) {
            // The next owner begins with nothing, too.
        }
    }
}
