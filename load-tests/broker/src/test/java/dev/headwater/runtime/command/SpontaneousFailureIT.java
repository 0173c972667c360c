package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.broker.KafkaFixture;
import dev.headwater.broker.RealKafka;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import dev.headwater.runtime.log.kafka.TopicContract;
import dev.headwater.runtime.observe.Meters;
import dev.headwater.runtime.process.EffectCalls;
import dev.headwater.testkit.log.LogFixture;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Producers fail by themselves now and then, with no fault injected: callers get a delay for it,
 * never an error and never a second effect.
 */
@ExtendWith(RealKafka.class)
class SpontaneousFailureIT {

    private static final Duration READY_MAX = Duration.ofMinutes(1);
    private static final Duration DECIDED_MAX = Duration.ofMinutes(1);
    private static final Duration READY_POLL = Duration.ofMillis(50);
    private static final int CLIENTS = 16;
    private static final int COMMANDS = Boolean.getBoolean("headwater.full") ? 150 : 20;
    private static final int FAIL_EVERY = 10;

    private record Exchange(CommandEnvelope<?> command, Answer answer, Duration took) {}

    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tries = new AtomicInteger();
    private final KafkaFixture kafka;

    SpontaneousFailureIT(KafkaFixture kafka) {
        this.kafka = kafka;
    }

    @Test
    void aFailedCommitCostsTheCallersADelayAndNothingElse() throws InterruptedException {
        Topics topics = Account.service().topics();
        kafka.create(topics);
        FailingLog log = new FailingLog(kafka.log(), FAIL_EVERY);
        WritePath path =
                new WritePath(
                        parts(log), new TopicContract(kafka.kafka(), LogFixture.PARTITIONS), "one");
        path.start();
        try {
            awaitReady(path);
            List<Thread> clients =
                    IntStream.range(0, CLIENTS)
                            .mapToObj(i -> Thread.ofVirtual().start(() -> run(i, path)))
                            .toList();
            for (Thread client : clients) {
                client.join();
            }
        } finally {
            path.stop();
        }
        check(log, BankAudit.of(kafka.log(), topics));
    }

    private static OwnerParts parts(FailingLog log) {
        return new OwnerParts(
                Account.service(),
                log,
                new Replica.Settings(100_000),
                new Aggregates(Account.service()),
                new CommandRecords(Account.service()),
                Replica.OUTCOMES,
                new NoEffects(),
                new ObjectMapper(),
                Meters.unread(),
                InstantSource.system(),
                new Random());
    }

    private static void awaitReady(WritePath path) {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (!path.partitionProblems().isEmpty() || !path.contractProblems().isEmpty()) {
            assertTrue(
                    System.nanoTime() < deadline,
                    () -> path.contractProblems() + " " + path.partitionProblems());
            LockSupport.parkNanos(READY_POLL.toNanos());
        }
    }

    /** One command after the other; every fifth is sent again, as an impatient client does. */
    private void run(int client, WritePath path) {
        Random random = new Random(client);
        for (int i = 0; i < COMMANDS; i++) {
            CommandEnvelope<?> command = command(random);
            send(path, command);
            if (i % 5 == 0) {
                send(path, command);
            }
        }
    }

    private void send(WritePath path, CommandEnvelope<?> command) {
        long began = System.nanoTime();
        tries.incrementAndGet();
        Answer answer = path.gateway().send(command);
        long deadline = began + DECIDED_MAX.toNanos();
        // In the log, but not decided in time: a client follows the Location that it was given.
        while (answer instanceof Answer.Pending(_, String reference)
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(READY_POLL.toNanos());
            answer = path.lookup().find(reference).orElse(answer);
        }
        exchanges.add(new Exchange(command, answer, Duration.ofNanos(System.nanoTime() - began)));
    }

    private static CommandEnvelope<?> command(Random random) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        Account.Command body =
                random.nextInt(3) == 0
                        ? new Account.Command.Take(1 + random.nextInt(4))
                        : new Account.Command.Add(1 + random.nextInt(3));
        return new CommandEnvelope<>(
                id,
                StreamId.of("account", "a" + random.nextInt(40)),
                Fingerprints.of(id.toString()),
                CommandEnvelope.Origin.CLIENT,
                id.toString(),
                id.toString(),
                null,
                body);
    }

    private void check(FailingLog log, BankAudit audit) {
        int faults = log.failedBeforeTheCommit() + log.failedAfterTheCommit();
        List<Answer> errors = new ArrayList<>();
        int lost = 0;
        int conflicts = audit.conflicts.size();
        for (Exchange each : exchanges) {
            if (each.answer() instanceof Answer.Decided(_, Outcome told, _, _, _)) {
                Outcome logged = audit.outcomes.get(each.command().id());
                if (logged == null) {
                    lost++;
                } else if (logged.kind() != told.kind()
                        || !java.util.Objects.equals(logged.body(), told.body())) {
                    conflicts++;
                }
            } else {
                errors.add(each.answer());
            }
        }
        int duplicated = audit.outcomes.size() - CLIENTS * COMMANDS;
        long longest = exchanges.stream().mapToLong(each -> each.took().toMillis()).max().orElse(0);
        System.out.printf(
                "headwater-test: spontaneous failures: faults %d (%d before, %d after the commit),"
                        + " operations %d, acknowledged %d, errors %d, lost %d, duplicated %d,"
                        + " in conflict %d; %d events, longest wait %d ms%n",
                faults,
                log.failedBeforeTheCommit(),
                log.failedAfterTheCommit(),
                tries.get(),
                exchanges.size() - errors.size(),
                errors.size(),
                lost,
                duplicated,
                conflicts,
                audit.events,
                longest);
        assertTrue(log.failedBeforeTheCommit() >= 5 && log.failedAfterTheCommit() >= 5, "faults");
        assertEquals(List.of(), audit.conflicts);
        assertEquals(List.of(), errors);
        assertEquals(List.of(0, 0, 0), List.of(lost, duplicated, conflicts));
    }

    private static final class NoEffects implements EffectCalls {
        @Override
        public void opened(int partition, Envelope<?> intent) {}

        @Override
        public void closed(int partition, UUID intentEventId) {}

        @Override
        public void stop(int partition) {}
    }
}
