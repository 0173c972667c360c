package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two replicas that believe they own the same partition, driven step by step: whatever the batches,
 * overlaps, repetitions and crashes between statements, the rows are the fold of the events (I9).
 */
class OverlappingReplicasTest {

    private static final int ROUNDS = 40;
    private static final int EVENTS = 60;

    private final World world = new World(false);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theSecondOfTwoOverlappingReplicasIsRefused() {
        world.append("ada", "add 1");
        int partition = partitionOfAda();
        FoldContext<String, AccountView> context = world.context(1);
        List<FoldItem<String>> items = items(context, partition, 0, 1);
        Checkpoint start = checkpoint(context, partition);
        assertTrue(context.writer().write(start, items, 1).isPresent());
        assertTrue(context.writer().write(start, items, 1).isEmpty());
        assertEquals("ada=1 ", world.actualBalances());
    }

    @Test
    void anyInterleavingOfBatchesAndCrashesGivesTheFold() {
        int partition = partitionOfAda();
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 7_919L * round;
            Random random = new Random(seed);
            for (int i = 0; i < EVENTS; i++) {
                String text = random.nextInt(9) == 0 ? "delete" : "add " + random.nextInt(100);
                world.append(accountOf(partition, random), text);
            }
            interleave(partition, random);
            assertEquals(world.expectedBalances(), world.actualBalances(), () -> "seed " + seed);
        }
    }

    private void interleave(int partition, Random random) {
        FoldContext<String, AccountView> context = world.context(1);
        long end = world.log.committed(World.TOPIC, partition).getLast().offset() + 1;
        Checkpoint[] replicas = {checkpoint(context, partition), checkpoint(context, partition)};
        while (checkpoint(context, partition).nextOffset() < end) {
            int replica = random.nextInt(2);
            Checkpoint from = replicas[replica];
            long to = Math.min(end, from.nextOffset() + 1 + random.nextInt(20));
            if (from.nextOffset() >= end) {
                replicas[replica] = checkpoint(context, partition);
                continue;
            }
            List<FoldItem<String>> items = items(context, partition, from.nextOffset(), to);
            if (random.nextInt(5) == 0) {
                crash(context, from, items, to);
                replicas[replica] = checkpoint(context, partition);
                continue;
            }
            Optional<Checkpoint> now = context.writer().write(from, items, to);
            replicas[replica] = now.orElseGet(() -> checkpoint(context, partition));
        }
    }

    /** The offset moves, the rows are written, and the process dies before the commit. */
    private void crash(
            FoldContext<String, AccountView> context,
            Checkpoint from,
            List<FoldItem<String>> items,
            long to) {
        world.postgres.database.connection(
                connection -> {
                    connection.setAutoCommit(false);
                    if (Checkpoints.compareAndSet(connection, from, to)) {
                        context.writer().fold(connection, from, items, from.parked());
                    }
                    return from;
                });
    }

    private Checkpoint checkpoint(FoldContext<?, ?> context, int partition) {
        return world.postgres.database.transaction(
                connection ->
                        Checkpoints.open(
                                connection,
                                Checkpoints.live(connection, context.id()),
                                partition,
                                world.log.topicId(World.TOPIC)));
    }

    private List<FoldItem<String>> items(
            FoldContext<String, AccountView> context, int partition, long from, long to) {
        List<FoldItem<String>> items = new ArrayList<>();
        for (LogRecord record : world.log.committed(World.TOPIC, partition)) {
            if (record.offset() >= from && record.offset() < to) {
                items.add(context.reader().read(record));
            }
        }
        return items;
    }

    private int partitionOfAda() {
        return partitionOf("ada");
    }

    private int partitionOf(String account) {
        return world.log.partitionOf(
                dev.headwater.runtime.log.StreamId.of("account", account), World.PARTITIONS);
    }

    private String accountOf(int partition, Random random) {
        String account = "b" + random.nextInt(40);
        return partitionOf(account) == partition ? account : accountOf(partition, random);
    }
}
