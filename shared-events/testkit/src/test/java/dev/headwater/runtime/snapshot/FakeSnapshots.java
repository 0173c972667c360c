package dev.headwater.runtime.snapshot;

import dev.headwater.runtime.log.StreamId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Snapshots in memory; held to the same behaviour as PostgreSQL by the store's contract. */
public final class FakeSnapshots implements SnapshotStore {

    private static final class Kept {
        final SnapshotHead head;
        final Map<StreamId, SavedStream> streams;
        final List<SavedAnswers> answers;

        Kept(SnapshotHead head, Map<StreamId, SavedStream> streams, List<SavedAnswers> answers) {
            this.head = head;
            this.streams = streams;
            this.answers = answers;
        }
    }

    private final Map<Integer, Kept> partitions = new HashMap<>();
    private final Map<Integer, Optional<Kept>> older = new HashMap<>();
    private boolean available = true;

    public int writes;
    public int refusals;
    public int loads;
    public int failures;

    /** While off, nothing can be read or written. */
    public synchronized void available(boolean on) {
        available = on;
    }

    /** The database is dropped and made again, empty. */
    public synchronized void drop() {
        partitions.clear();
        older.clear();
    }

    /** The server crashed, and comes back without the last transaction that it had confirmed. */
    public synchronized void forgetLast() {
        older.forEach(
                (partition, before) ->
                        before.ifPresentOrElse(
                                kept -> partitions.put(partition, kept),
                                () -> partitions.remove(partition)));
        older.clear();
    }

    public synchronized @Nullable SnapshotHead head(int partition) {
        Kept kept = partitions.get(partition);
        return kept == null ? null : kept.head;
    }

    public synchronized Map<StreamId, SavedStream> streams(int partition) {
        Kept kept = partitions.get(partition);
        return kept == null ? Map.of() : Map.copyOf(kept.streams);
    }

    @Override
    public synchronized Optional<SavedPartition> read(int partition) {
        requireAvailable();
        return Optional.ofNullable(partitions.get(partition))
                .map(
                        kept ->
                                new SavedPartition(
                                        kept.head,
                                        kept.streams.values().stream()
                                                .filter(each -> each.openWork() != null)
                                                .toList(),
                                        kept.answers.stream()
                                                .sorted(
                                                        Comparator.comparingLong(
                                                                SavedAnswers::untilOutcome))
                                                .toList()));
    }

    @Override
    public synchronized Optional<LoadedStreams> load(int partition, Set<StreamId> asked) {
        requireAvailable();
        loads++;
        Kept kept = partitions.get(partition);
        if (kept == null) {
            return Optional.empty();
        }
        Map<StreamId, SavedStream> found = new HashMap<>(kept.streams);
        found.keySet().retainAll(asked);
        return Optional.of(new LoadedStreams(kept.head.lineage(), kept.head.nextEvent(), found));
    }

    @Override
    public synchronized boolean write(Checkpoint checkpoint) {
        requireAvailable();
        SnapshotHead head = checkpoint.head();
        Kept before = partitions.get(head.partition());
        SnapshotHead base = checkpoint.base();
        boolean continues =
                before != null
                        && base != null
                        && base.nextEvent() <= before.head.nextEvent()
                        && base.nextOutcome() <= before.head.nextOutcome()
                        && before.head.lineage().equals(head.lineage())
                        && before.head.nextEvent() <= head.nextEvent()
                        && before.head.nextOutcome() <= head.nextOutcome();
        boolean mayBegin =
                before == null
                        || !before.head.identity().equals(head.identity())
                        || (before.head.nextEvent() <= head.nextEvent()
                                && before.head.nextOutcome() <= head.nextOutcome());
        if (base == null ? !mayBegin : !continues) {
            refusals++;
            return false;
        }
        Map<StreamId, SavedStream> streams = new HashMap<>();
        List<SavedAnswers> answers = new ArrayList<>();
        if (base != null && before != null) {
            streams.putAll(before.streams);
            answers.addAll(before.answers);
        }
        checkpoint.streams().forEach(each -> streams.put(each.stream(), each));
        answers.removeIf(
                each ->
                        each.untilOutcome()
                                <= (each.clients()
                                        ? checkpoint.oldestClient()
                                        : checkpoint.oldestFollowUp()));
        answers.addAll(checkpoint.answers());
        older.put(head.partition(), before == null ? Optional.empty() : Optional.of(before));
        partitions.put(head.partition(), new Kept(head, streams, answers));
        writes++;
        return true;
    }

    private void requireAvailable() {
        if (!available) {
            failures++;
            throw new SnapshotUnavailableException("switched off");
        }
    }
}
