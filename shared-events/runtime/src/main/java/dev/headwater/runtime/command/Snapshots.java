package dev.headwater.runtime.command;

import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.PartitionLog.Barrier;
import dev.headwater.runtime.log.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One partition's snapshot as its owner uses it. On the owner's thread, but for the status. */
interface Snapshots {

    /** None are kept: all streams are in memory, by a replay from the beginning of the log. */
    Snapshots NONE =
            new Snapshots() {
                @Override
                public void restore(PartitionState state, Barrier barrier) {}

                @Override
                public Set<StreamId> fill(PartitionState state, Supplier<Set<StreamId>> streams) {
                    return Set.of();
                }

                @Override
                public void fillForReplay(PartitionState state, List<LogRecord> events) {}

                @Override
                public void tick(PartitionState state, Instant now) {}

                @Override
                public void tickInReplay(PartitionState state) {}

                @Override
                public SnapshotStatus status() {
                    return SnapshotStatus.NONE;
                }
            };

    /**
     * Begins a state that knows nothing yet with the snapshot, if there is one that fits; else
     * leaves it to the replay to begin with the first event.
     *
     * @throws CorruptLogException when the log ends before the snapshot does
     * @throws SnapshotLostException when it turns out to be unreadable: the state is spoilt
     */
    void restore(PartitionState state, Barrier barrier);

    /**
     * Loads in one query what of these streams is not in memory, if that is possible at once.
     *
     * @param streams asked for only when some may be missing
     * @return those that remain missing: nothing may be decided on them
     * @throws SnapshotLostException when the snapshot is not the one that the memory goes with
     */
    Set<StreamId> fill(PartitionState state, Supplier<Set<StreamId>> streams);

    /**
     * The same for the streams of these events, which a replay cannot fold without.
     *
     * @throws SnapshotLostException also when they cannot be loaded
     */
    void fillForReplay(PartitionState state, List<LogRecord> events);

    /**
     * Between two batches: takes note of what was written, and begins to write what is due.
     *
     * @throws SnapshotLostException when the snapshot is not the one that the memory goes with
     */
    void tick(PartitionState state, Instant now);

    /** In a replay, which may wait: saves so often that memory stays bounded. */
    void tickInReplay(PartitionState state);

    /** From any thread. */
    SnapshotStatus status();
}
