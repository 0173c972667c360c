package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.observe.Meters;
import dev.headwater.testkit.log.FakeLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica that ends gives its partitions away first, and answers its callers to the last. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HandOverTest {

    private static final int PARTITIONS = 3;
    private static final int COMMANDS = 300;

    /** Callers wait for the decision however slow the machine is: pending is not decided. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final FakeLog log = new FakeLog(PARTITIONS, InstantSource.system(), true);
    private final WritePath leaver = replica("leaver");
    private final WritePath stayer = replica("stayer");

    @BeforeEach
    void bothOwnTheirShare() {
        leaver.start();
        stayer.start();
        await(() -> ready(leaver) && ready(stayer));
        await(() -> live(leaver) > 0 && live(leaver) + live(stayer) == PARTITIONS);
    }

    @AfterEach
    void end() {
        leaver.stop();
        stayer.stop();
    }

    @Test
    void aReplicaThatHandedOverIsNotReadyAndItsPartitionsAreOwnedByOthers() {
        leaver.handOver();
        assertEquals(0, live(leaver));
        assertEquals(
                List.of("this replica hands its partitions over and ends"),
                leaver.partitionProblems());
        await(() -> live(stayer) == PARTITIONS);
    }

    @Test
    void whoAsksAReplicaThatHandedOverIsAnsweredByTheNextOwner() {
        leaver.handOver();
        for (int i = 0; i < 4 * PARTITIONS; i++) {
            assertInstanceOf(Answer.Decided.class, leaver.gateway().send(add(i)));
        }
        assertEquals(4 * PARTITIONS, events());
    }

    @Test
    void callersOfBothReplicasAreAnsweredThroughoutAndEachCommandHasOneEffect() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers =
                    IntStream.range(0, COMMANDS)
                            .mapToObj(i -> callers.submit(caller(i, answered)))
                            .toList();
            await(() -> answered.get() > COMMANDS / 10);
            leaver.handOver();
            for (Future<Answer> answer : answers) {
                assertInstanceOf(Answer.Decided.class, answer.get());
            }
        }
        assertEquals(COMMANDS, events());
    }

    @Test
    void whatNeverStartedOrHandedOverBeforeCanBeStopped() {
        replica("never started").stop();
        leaver.handOver();
        leaver.handOver();
        leaver.stop();
        assertEquals(0, live(leaver));
    }

    private Callable<Answer> caller(int number, AtomicInteger answered) {
        WritePath asked = number % 2 == 0 ? leaver : stayer;
        return () -> {
            Answer answer = asked.gateway().send(add(number));
            answered.incrementAndGet();
            return answer;
        };
    }

    private WritePath replica(String name) {
        ServiceDefinition service = Account.service();
        OwnerParts parts =
                new OwnerParts(
                        service,
                        log,
                        new Replica.Settings(100_000, WAIT),
                        new Aggregates(service),
                        new CommandRecords(service),
                        Replica.OUTCOMES,
                        new Replica.NoEffects(),
                        new ObjectMapper(),
                        Meters.unread(),
                        InstantSource.system(),
                        new Random(1));
        return new WritePath(parts, _ -> List.of(), name);
    }

    private static CommandEnvelope<?> add(int number) {
        return new CommandEnvelope<>(
                UUID.randomUUID(),
                StreamId.of("account", "a" + number),
                Fingerprints.of("add" + number),
                Origin.CLIENT,
                "correlation",
                "cause",
                null,
                new Account.Command.Add(1));
    }

    private int events() {
        return IntStream.range(0, PARTITIONS)
                .map(partition -> log.committed("bank.events", partition).size())
                .sum();
    }

    private static boolean ready(WritePath path) {
        return path.partitionProblems().isEmpty();
    }

    private static long live(WritePath path) {
        return path.partitions().stream()
                .filter(each -> each.phase().equals(Phase.LIVE.name()))
                .count();
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in time");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
