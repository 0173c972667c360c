package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.PartitionLog.Barrier;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.snapshot.LoadedStreams;
import dev.headwater.runtime.snapshot.SnapshotHead;
import dev.headwater.runtime.snapshot.SnapshotIdentity;
import dev.headwater.runtime.snapshot.SnapshotUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The snapshot of one partition: read when the partition is acquired, asked for streams that are
 * not in memory, and written beside the loop. A cache of the log: whatever is wrong with it, the
 * partition is replayed from the beginning instead.
 */
final class PartitionSnapshots implements Snapshots {

    private static final System.Logger LOG = System.getLogger(PartitionSnapshots.class.getName());
    private static final Duration READ_AGAIN = Duration.ofMillis(500);

    private final int partition;
    private final SnapshotParts parts;
    private final SavedForms forms;
    private final Supplier<SnapshotIdentity> identity;
    private final InstantSource clock;
    private final SnapshotReads reads;
    private final SnapshotWriter writer;
    private Instant readAt = Instant.MIN;
    private boolean distrusted;

    /**
     * @param identity what a snapshot must be of to be used; asks the log
     */
    PartitionSnapshots(
            int partition,
            SnapshotParts parts,
            SavedForms forms,
            Supplier<SnapshotIdentity> identity,
            InstantSource clock) {
        this.partition = partition;
        this.parts = parts;
        this.forms = forms;
        this.identity = identity;
        this.clock = clock;
        this.reads = new SnapshotReads(parts.reads());
        this.writer = new SnapshotWriter(partition, parts, forms, reads);
    }

    @Override
    public SnapshotStatus status() {
        return writer.status();
    }

    @Override
    public void restore(PartitionState state, Barrier barrier) {
        if (state.nextEvent() > 0 || state.nextOutcome() > 0) {
            return;
        }
        SnapshotIdentity mine = identity.get();
        writer.begin(mine);
        try {
            reads.ask(() -> parts.store().read(partition), parts.settings().acquireWait())
                    .filter(found -> fits(state, found.head(), mine, barrier))
                    .ifPresent(
                            found -> {
                                readable(() -> forms.restore(state, found));
                                writer.begunWith(found.head(), state, clock.instant());
                            });
        } catch (SnapshotUnavailableException e) {
            ignored(state, "it cannot be read: " + e.getMessage());
        }
    }

    private boolean fits(
            PartitionState state, SnapshotHead head, SnapshotIdentity mine, Barrier barrier) {
        boolean ahead =
                head.nextEvent() > barrier.events() || head.nextOutcome() > barrier.outcomes();
        if (ahead && mine.sameTopics(head.identity())) {
            throw new CorruptLogException(
                    "the log of partition %d was truncated: it ends at %d and %d, its snapshot at %d and %d"
                            .formatted(
                                    partition,
                                    barrier.events(),
                                    barrier.outcomes(),
                                    head.nextEvent(),
                                    head.nextOutcome()));
        }
        List<String> differences = mine.differences(head.identity());
        if (!differences.isEmpty()) {
            ignored(state, String.join(", ", differences));
        } else if (distrusted) {
            ignored(state, "it could not be read before");
            distrusted = false;
            return false;
        }
        return differences.isEmpty();
    }

    private void ignored(PartitionState state, String why) {
        LOG.log(
                Level.WARNING,
                "snapshot ignored, the partition is replayed from the beginning of the log:"
                        + " partition={0} why={1}",
                partition,
                why);
        writer.problem(state, "ignored: " + why);
    }

    @Override
    public Set<StreamId> fill(PartitionState state, Supplier<Set<StreamId>> streams) {
        StreamCache cache = state.cache();
        if (cache.complete() && !cache.full()) {
            return Set.of();
        }
        Set<StreamId> missing = state.notInMemory(streams.get());
        if (missing.isEmpty() || cache.full() || clock.instant().isBefore(readAt)) {
            return missing;
        }
        try {
            load(state, missing, parts.settings().loadWait());
            return Set.of();
        } catch (SnapshotUnavailableException e) {
            readAt = clock.instant().plus(READ_AGAIN);
            writer.problem(state, "streams cannot be loaded: " + e.getMessage());
            return missing;
        }
    }

    @Override
    public void fillForReplay(PartitionState state, List<LogRecord> events) {
        if (state.cache().complete()) {
            return;
        }
        Set<StreamId> missing = state.notInMemory(streams(events));
        if (missing.isEmpty()) {
            return;
        }
        try {
            load(state, missing, parts.settings().acquireWait());
        } catch (SnapshotUnavailableException e) {
            throw new SnapshotLostException(
                    "a replay from a snapshot needs its streams: " + e.getMessage(), e);
        }
    }

    private static Set<StreamId> streams(List<LogRecord> events) {
        try {
            return events.stream()
                    .map(each -> new StreamId(String.valueOf(each.key())))
                    .collect(Collectors.toSet());
        } catch (IllegalArgumentException e) {
            throw new CorruptLogException("an event without a stream: " + e.getMessage(), e);
        }
    }

    private void load(PartitionState state, Set<StreamId> missing, Duration wait) {
        LoadedStreams loaded =
                reads.ask(() -> parts.store().load(partition, missing), wait).orElse(null);
        SnapshotHead known = writer.saved();
        if (loaded == null || known == null || !loaded.lineage().equals(known.lineage())) {
            throw new SnapshotLostException("the snapshot was dropped or begun anew");
        }
        if (loaded.nextEvent() > state.nextEvent()) {
            throw new SnapshotLostException("another owner has written the snapshot");
        }
        // What was saved since may have left memory: PostgreSQL came back as it was before.
        if (loaded.nextEvent() < known.nextEvent()) {
            throw new SnapshotLostException("the snapshot is older than what was written");
        }
        readable(() -> missing.forEach(id -> state.cache().loaded(id, forms.stream(id, loaded))));
    }

    @Override
    public void tick(PartitionState state, Instant now) {
        state.cache().trim();
        writer.tick(state, now);
    }

    @Override
    public void tickInReplay(PartitionState state) {
        writer.tickInReplay(state, clock.instant());
        state.cache().trim();
    }

    /**
     * What cannot be read is ignored at the next try; what cannot be decoded yet is tried again.
     */
    private void readable(Runnable reading) {
        try {
            reading.run();
        } catch (UndecodableException | IllegalArgumentException e) {
            distrusted = true;
            throw new SnapshotLostException("the snapshot cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new SnapshotLostException("the snapshot was not restored: " + e, e);
        }
    }
}
