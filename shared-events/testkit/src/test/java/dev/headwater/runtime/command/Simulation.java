package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.testkit.log.FakeLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The real write path of two replicas on one thread, through crashes, lost answers, hanging
 * transactions, expired sessions and duplicates in an order that a seed decides. A seed reproduces
 * its run exactly.
 */
final class Simulation {

    static final int PARTITIONS = 3;
    private static final int STEPS = 1_500;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final FakeLog log = new FakeLog(PARTITIONS, () -> now, false);
    private final List<Replica> replicas = new ArrayList<>();
    private final List<HandOff> offered = new ArrayList<>();
    private final Map<UUID, CommandEnvelope<?>> asked = new HashMap<>();
    private final int accounts;
    private final @Nullable SnapshotWorld snapshots;
    private int faults;

    /**
     * @param snapshots null for a service that keeps none
     */
    Simulation(int accounts, @Nullable SnapshotWorld snapshots) {
        this.accounts = accounts;
        this.snapshots = snapshots;
    }

    SimulationCounts run(long seed) {
        Random random = new Random(seed);
        replicas.add(replica(random));
        replicas.add(replica(random));
        for (int step = 0; step < STEPS; step++) {
            now = now.plusMillis(random.nextInt(20));
            act(random);
        }
        for (int step = 0; step < 600; step++) {
            now = now.plusMillis(50);
            if (snapshots != null) {
                snapshots.calm();
            }
            replicas.forEach(this::turn);
        }
        return check("seed " + seed);
    }

    private Replica replica(Random random) {
        int version = random.nextInt(6) == 0 ? 2 : 1;
        return new Replica(
                Account.service(version),
                log,
                new Replica.Settings(100_000),
                new Replica.NoEffects(),
                () -> now,
                random.nextLong(),
                snapshots == null ? null : snapshots.parts());
    }

    private void act(Random random) {
        if (snapshots != null) {
            faults += snapshots.act(random);
        }
        Replica replica = replicas.get(random.nextInt(replicas.size()));
        switch (random.nextInt(24)) {
            case 0 -> fault(random);
            case 1 -> disturb(random);
            case 2 -> crash(random);
            case 3, 4, 5, 6 -> replica.ownership.poll();
            case 7, 8, 9, 10, 11 -> offer(replica, command(random));
            case 12, 13, 14 -> append(replica, command(random));
            case 15 -> again(replica, random);
            default ->
                    replica.running.stream()
                            .skip(
                                    replica.running.isEmpty()
                                            ? 0
                                            : random.nextInt(replica.running.size()))
                            .findFirst()
                            .ifPresent(PartitionOwner::step);
        }
    }

    private void turn(Replica replica) {
        replica.ownership.poll();
        List.copyOf(replica.running).forEach(PartitionOwner::step);
    }

    private void fault(Random random) {
        if (random.nextInt(4) > 0) {
            return;
        }
        FakeLog.Fault[] kinds = FakeLog.Fault.values();
        log.failNextCommit("bank", random.nextInt(PARTITIONS), kinds[random.nextInt(kinds.length)]);
        faults++;
    }

    private void disturb(Random random) {
        if (random.nextInt(8) == 0) {
            log.expireSessions("bank.commands");
            faults++;
        }
    }

    private void crash(Random random) {
        if (random.nextInt(10) == 0) {
            int victim = random.nextInt(replicas.size());
            replicas.get(victim).kill();
            log.expireSessions("bank.commands");
            replicas.set(victim, replica(random));
            faults++;
        }
    }

    private CommandEnvelope<?> command(Random random) {
        StreamId stream = StreamId.of("account", "a" + random.nextInt(accounts));
        Account.Command body =
                random.nextInt(3) == 0
                        ? new Account.Command.Take(1 + random.nextInt(4))
                        : new Account.Command.Add(1 + random.nextInt(3));
        UUID id = new UUID(random.nextLong(), random.nextLong());
        CommandEnvelope<?> command =
                new CommandEnvelope<>(
                        id,
                        stream,
                        Fingerprints.of(id.toString()),
                        Origin.CLIENT,
                        "correlation",
                        "cause",
                        null,
                        body);
        asked.put(id, command);
        return command;
    }

    private void offer(Replica replica, CommandEnvelope<?> command) {
        HandOff handOff = new HandOff(command);
        replica.ownership
                .owner(log.partitionOf(command.stream(), PARTITIONS))
                .ifPresent(
                        owner -> {
                            if (owner.mailbox().offer(handOff) == Mailbox.Offer.TAKEN) {
                                offered.add(handOff);
                            }
                        });
    }

    private void append(Replica replica, CommandEnvelope<?> command) {
        CommandRecords.Encoded encoded = replica.commands.encode(command);
        log.put(
                "bank.commands",
                log.partitionOf(command.stream(), PARTITIONS),
                encoded.key(),
                encoded.value(),
                encoded.headers());
    }

    /** A retry of something asked before, by either way, as clients and policies send them. */
    private void again(Replica replica, Random random) {
        if (!asked.isEmpty()) {
            List<UUID> ids = asked.keySet().stream().sorted().toList();
            CommandEnvelope<?> command = asked.get(ids.get(random.nextInt(ids.size())));
            if (random.nextBoolean()) {
                offer(replica, command);
            } else {
                append(replica, command);
            }
        }
    }

    private SimulationCounts check(String run) {
        Map<UUID, Outcome> outcomes = new HashMap<>();
        Map<UUID, Integer> effects = new HashMap<>();
        int repeats = 0;
        int events = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            events += checkEvents(run, partition, effects);
            for (LogRecord record : log.committed("bank.outcomes", partition)) {
                Outcome outcome = Replica.OUTCOMES.decode(record);
                if (outcome.repeat()) {
                    repeats++;
                } else {
                    Outcome before = outcomes.put(outcome.commandId(), outcome);
                    assertEquals(null, before, run + ": two outcomes (I5)");
                }
            }
        }
        effects.forEach(
                (command, count) -> {
                    Outcome outcome = outcomes.get(command);
                    assertTrue(outcome != null, run + ": events without an outcome (I3)");
                    assertEquals(Outcome.Kind.ACCEPTED, outcome.kind(), run + ": refused (I6)");
                });
        int answered = checkAnswers(run, outcomes);
        checkInbox(run, outcomes);
        checkMemory(run);
        if (snapshots != null) {
            snapshots.check(run, log, replicas);
        }
        return new SimulationCounts(asked.size(), faults, answered, events, repeats);
    }

    private int checkEvents(String run, int partition, Map<UUID, Integer> effects) {
        Map<String, Long> versions = new HashMap<>();
        Map<String, Integer> balances = new HashMap<>();
        Map<UUID, Integer> inTransaction = new HashMap<>();
        List<LogRecord> records = log.committed("bank.events", partition);
        for (LogRecord record : records) {
            long version = Long.parseLong(record.headers().get(Headers.STREAM_VERSION));
            assertEquals(
                    versions.getOrDefault(record.key(), 0L) + 1, version, run + ": a gap (I4)");
            versions.put(record.key(), version);
            int balance =
                    balances.merge(
                            record.key(), Account.EVENTS.decode(record.value()).by(), Integer::sum);
            UUID command = UUID.fromString(record.headers().get(Headers.COMMAND_ID));
            int index = inTransaction.merge(command, 1, Integer::sum) - 1;
            assertEquals(
                    Integer.toString(index),
                    record.headers().get(Headers.EVENT_INDEX),
                    run + ": a torn or doubled command (I3, I5)");
            effects.merge(command, 1, Integer::sum);
            boolean last = index + 1 == Integer.parseInt(record.headers().get(Headers.EVENT_COUNT));
            assertTrue(!last || balance >= 0, run + ": two decisions in conflict");
        }
        return records.size();
    }

    private int checkAnswers(String run, Map<UUID, Outcome> outcomes) {
        int answered = 0;
        for (HandOff handOff : offered) {
            HandOff.Result result = handOff.result().getNow(null);
            if (result instanceof HandOff.Result.Decided(Outcome told, _)) {
                answered++;
                Outcome logged = outcomes.get(handOff.command().id());
                assertTrue(logged != null, run + ": an acknowledgement was lost (I6)");
                assertEquals(logged.kind(), told.kind(), run);
                assertEquals(logged.body(), told.body(), run);
                assertEquals(logged.lastEventOffset(), told.lastEventOffset(), run);
            }
        }
        return answered;
    }

    /** A command that was in the topic has its outcome, whoever read it (I8). */
    private void checkInbox(String run, Map<UUID, Outcome> outcomes) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (LogRecord record : log.committed("bank.commands", partition)) {
                UUID command = UUID.fromString(record.headers().get(Headers.COMMAND_ID));
                assertTrue(
                        outcomes.containsKey(command),
                        run + ": command at " + record.offset() + " was stepped over");
            }
        }
    }

    /** Every command of the topic is decided, and memory is the fold of the log (I7). */
    private void checkMemory(String run) {
        Set<Integer> live = new HashSet<>();
        for (Replica replica : replicas) {
            for (PartitionOwner owner : replica.running) {
                PartitionOwner.Status status = owner.status();
                assertEquals(Phase.LIVE, status.phase(), run + ": " + status.reason());
                assertTrue(live.add(owner.partition()), run + ": two live owners");
                List<LogRecord> commands = log.committed("bank.commands", owner.partition());
                CommandPosition position = status.position();
                assertTrue(position != null, run);
                assertEquals(
                        commands.size(),
                        position.offset(),
                        run + ": undecided commands, " + owner.snapshot());
            }
        }
        assertEquals(PARTITIONS, live.size(), run + ": a partition without an owner");
    }
}
