package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.snapshot.FakeSnapshots;
import dev.headwater.runtime.snapshot.SavedStream;
import dev.headwater.runtime.snapshot.SnapshotHead;
import dev.headwater.runtime.snapshot.StateForm;
import dev.headwater.testkit.log.FakeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where the replicas of a simulation keep their snapshots. Writes wait until the seed lets them
 * happen, also those of replicas that are gone by then; reads fail while PostgreSQL is away; at
 * times it is dropped.
 */
final class SnapshotWorld {

    static final int STREAMS_MAX = 3;
    private static final StateForm<Integer> FORM = StateForm.of(Integer.class, 1);

    final FakeSnapshots store = new FakeSnapshots();
    private final List<Runnable> writes = new ArrayList<>();
    private int awayFor;

    SnapshotParts parts() {
        return new SnapshotParts(store, new Settings(2), Runnable::run, writes::add);
    }

    /**
     * One step.
     *
     * @return how many faults it was
     */
    int act(Random random) {
        if (awayFor > 0 && --awayFor == 0) {
            store.available(true);
        }
        switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> write(random);
            case 8 -> {
                if (random.nextInt(4) == 0) {
                    store.available(false);
                    awayFor = 1 + random.nextInt(80);
                    return 1;
                }
            }
            case 9 -> {
                if (random.nextInt(12) == 0) {
                    store.drop();
                    return 1;
                }
                if (random.nextInt(6) == 0) {
                    store.forgetLast();
                    return 1;
                }
            }
            case 10 -> {
                // A write that nobody hears of again: its process died, or its connection.
                if (!writes.isEmpty() && random.nextInt(4) == 0) {
                    writes.remove(random.nextInt(writes.size()));
                    return 1;
                }
            }
            default -> {
                // Nothing happens to the snapshots.
            }
        }
        return 0;
    }

    private void write(Random random) {
        if (!writes.isEmpty()) {
            writes.remove(random.nextInt(writes.size())).run();
        }
    }

    /** PostgreSQL is there and answers. */
    void calm() {
        store.available(true);
        List<Runnable> all = List.copyOf(writes);
        writes.clear();
        all.forEach(Runnable::run);
    }

    /** Snapshots and memory are both the fold of the committed log, and memory is bounded (I7). */
    void check(String run, FakeLog log, List<Replica> replicas) {
        for (int partition = 0; partition < Simulation.PARTITIONS; partition++) {
            SnapshotHead head = store.head(partition);
            assertNotNull(head, run + ": no snapshot of partition " + partition);
            Map<StreamId, Fold> folds = folds(log, partition, head.nextEvent());
            Map<StreamId, SavedStream> saved = store.streams(partition);
            assertEquals(folds.keySet(), saved.keySet(), run + ": streams of the snapshot");
            folds.forEach(
                    (id, fold) -> {
                        assertEquals(fold.version, saved.get(id).version(), run + " " + id);
                        assertEquals(fold.balance, FORM.decode(saved.get(id).state()), run);
                    });
        }
        for (Replica replica : replicas) {
            for (PartitionOwner owner : replica.running) {
                assertTrue(
                        owner.status().streams() <= STREAMS_MAX,
                        run + ": memory is not bounded: " + owner.status().streams());
            }
        }
    }

    private static final class Fold {
        long version;
        int balance;
    }

    private static Map<StreamId, Fold> folds(FakeLog log, int partition, long below) {
        Map<StreamId, Fold> folds = new HashMap<>();
        for (LogRecord record : log.committed("bank.events", partition)) {
            if (record.offset() < below) {
                Fold fold =
                        folds.computeIfAbsent(
                                new StreamId(String.valueOf(record.key())), _ -> new Fold());
                fold.version = Long.parseLong(record.headers().get(Headers.STREAM_VERSION));
                fold.balance += Account.EVENTS.decode(record.value()).by();
            }
        }
        return folds;
    }

    /** Small bounds, so that they are met. */
    record Settings(int changesMax) implements SnapshotSettings {

        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(300);
        }

        @Override
        public int streamsMax() {
            return STREAMS_MAX;
        }

        @Override
        public Duration loadWait() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration acquireWait() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Duration writeWait() {
            return Duration.ofSeconds(2);
        }
    }
}
