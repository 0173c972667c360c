package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.PartitionOwner.Status;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.testkit.log.FakeLog;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An owner that meets an event of a newer release: it stops that partition, and says so. */
class UnknownEventTest {

    private static final int PARTITIONS = 3;
    private static final StreamId STREAM = StreamId.of("account", "a");

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final FakeLog log = new FakeLog(PARTITIONS, () -> now, false);

    @Test
    void anOwnerHaltsAtAnEventThatIsNewerThanItselfAndOthersGoOn() {
        int partition = log.partitionOf(STREAM, PARTITIONS);
        log.put(
                "bank.events",
                partition,
                STREAM.value(),
                "Frozen by a later release".getBytes(StandardCharsets.UTF_8),
                Map.of(
                        Headers.EVENT_ID, "3f1c2f2e-9b1d-5c55-8d5e-3f1c2f2e9b1d",
                        Headers.COMMAND_ID, "3f1c2f2e-9b1d-5c55-8d5e-3f1c2f2e9b1e",
                        Headers.CORRELATION_ID, "one",
                        Headers.STREAM_VERSION, "1"));
        Replica replica = new Replica(log, () -> now, new Replica.Settings(100), 1);
        for (int i = 0; i < 20; i++) {
            now = now.plusMillis(200);
            replica.ownership.poll();
            List.copyOf(replica.running).forEach(PartitionOwner::step);
        }
        Map<Phase, Set<Integer>> phases =
                replica.running.stream()
                        .collect(
                                Collectors.groupingBy(
                                        owner -> owner.status().phase(),
                                        Collectors.mapping(
                                                PartitionOwner::partition, Collectors.toSet())));
        assertEquals(Set.of(partition), phases.get(Phase.HALTED), phases.toString());
        assertEquals(PARTITIONS - 1, phases.get(Phase.LIVE).size(), phases.toString());
        Status halted =
                replica.running.stream()
                        .filter(owner -> owner.partition() == partition)
                        .findFirst()
                        .orElseThrow()
                        .status();
        String reason = String.valueOf(halted.reason());
        assertTrue(reason.contains("partition " + partition + " offset 0"), reason);
        assertTrue(reason.contains("is no event of this service"), reason);
    }
}
