package dev.headwater.runtime.process.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.LocalIntake;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.observe.Spans;
import dev.headwater.runtime.process.Backoff;
import dev.headwater.runtime.process.run.PolicyPartition.Phase;
import dev.headwater.testkit.log.FakeLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The policies' threads on a log that blocks. */
@Timeout(60)
class PolicyRunnersTest {

    private final FakeLog log = new FakeLog(2, InstantSource.system(), true);
    private final Notes notes = new Notes();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PolicyRunners runners = new PolicyRunners(parts(meters));

    @Test
    void policies_run_through_an_outage_and_end_with_their_place_committed() {
        log.commitOffset(Notes.GROUP, 0, 0);
        log.commitOffset(Notes.GROUP, 1, 0);
        happens(1);
        runners.start();
        await(() -> commands() == 1);

        log.available(false);
        happens(2);
        log.available(true);
        await(() -> commands() == 2);
        await(() -> lag() == 0);
        assertEquals(
                2, runners.partitions().stream().filter(p -> p.phase() == Phase.RUNNING).count());

        runners.close();
        PolicyRunners successors = new PolicyRunners(parts(new SimpleMeterRegistry()));
        successors.start();
        happens(3);
        await(() -> commands() == 3);
        successors.close();
        assertEquals(3, commands());
    }

    private PolicyParts parts(MeterRegistry registry) {
        return new PolicyParts(
                notes.service,
                log,
                new CommandOutlet(notes.service, log, log.appender(), LocalIntake.none()),
                new QuickPolicySettings(),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(50), new Random(1)),
                InstantSource.system(),
                Spans.disabled(),
                registry);
    }

    private double lag() {
        return meters.get("headwater.policy.lag").tag("policy", "sales").gauge().value();
    }

    private int commands() {
        return log.committed(Notes.COMMANDS, 0).size() + log.committed(Notes.COMMANDS, 1).size();
    }

    private void happens(long version) {
        StreamId stream = new StreamId("shop-1");
        log.put(
                Notes.SOURCE,
                1,
                stream.value(),
                "sold 1".getBytes(StandardCharsets.UTF_8),
                Map.of(
                        Headers.EVENT_ID, Ids.event("shop", stream, version).toString(),
                        Headers.COMMAND_ID, new UUID(1, version).toString(),
                        Headers.STREAM_VERSION, Long.toString(version),
                        Headers.CORRELATION_ID, "sale"));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not in time");
            LockSupport.parkNanos(2_000_000);
        }
    }
}
