package dev.headwater.runtime.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.StreamId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What owners rely on, whatever keeps the snapshots. */
abstract class SnapshotStoreContract {

    private static final SnapshotIdentity IDENTITY = new SnapshotIdentity("e", "o", 6, "s1");
    private static final UUID LINEAGE = new UUID(1, 1);
    private static final StreamId A = new StreamId("account-a");
    private static final StreamId B = new StreamId("account-b");

    /** An empty one. */
    abstract SnapshotStore store();

    private static SnapshotHead head(UUID lineage, SnapshotIdentity identity, long next) {
        return new SnapshotHead(
                2, lineage, identity, next, next + 10, next - 2, new CommandPosition("c", next));
    }

    private static SavedStream row(StreamId id, long version, byte @Nullable [] work) {
        return new SavedStream(id, version, new byte[] {1, (byte) version}, work);
    }

    private static Checkpoint begins(SnapshotHead head, SavedStream... rows) {
        return new Checkpoint(head, null, List.of(rows), List.of(), 0, 0);
    }

    /** From as far as 7 was. */
    private static Checkpoint continues(SnapshotHead head, SavedStream... rows) {
        SnapshotHead base = head(head.lineage(), head.identity(), 7);
        return new Checkpoint(head, base, List.of(rows), List.of(), 0, 0);
    }

    @Test
    void whatWasNeverWrittenIsEmpty() {
        SnapshotStore store = store();
        assertEquals(Optional.empty(), store.read(2));
        assertEquals(Optional.empty(), store.load(2, Set.of(A)));
    }

    @Test
    void whatWasWrittenIsReadWithItsHead() {
        SnapshotStore store = store();
        SnapshotHead head = head(LINEAGE, IDENTITY, 7);
        byte[] work = {9};
        assertTrue(store.write(begins(head, row(A, 1, null), row(B, 3, work))));
        SavedPartition read = store.read(2).orElseThrow();
        assertEquals(head, read.head());
        assertEquals(List.of(B), read.open().stream().map(SavedStream::stream).toList());
        assertArrayEquals(work, read.open().getFirst().openWork());
        LoadedStreams loaded = store.load(2, Set.of(A, new StreamId("account-z"))).orElseThrow();
        assertEquals(LINEAGE, loaded.lineage());
        assertEquals(7, loaded.nextEvent());
        assertEquals(Set.of(A), loaded.streams().keySet());
        assertEquals(1, loaded.streams().get(A).version());
        assertArrayEquals(new byte[] {1, 1}, loaded.streams().get(A).state());
        assertEquals(Optional.empty(), store.read(3), "another partition");
    }

    @Test
    void aHeadMayHaveNoCommandPosition() {
        SnapshotStore store = store();
        SnapshotHead head = new SnapshotHead(2, LINEAGE, IDENTITY, 0, 0, -1, null);
        assertTrue(store.write(begins(head)));
        assertEquals(head, store.read(2).orElseThrow().head());
    }

    @Test
    void aCheckpointChangesItsRowsAndLeavesOthers() {
        SnapshotStore store = store();
        store.write(begins(head(LINEAGE, IDENTITY, 7), row(A, 1, null), row(B, 3, new byte[] {9})));
        assertTrue(store.write(continues(head(LINEAGE, IDENTITY, 9), row(B, 4, null))));
        LoadedStreams loaded = store.load(2, Set.of(A, B)).orElseThrow();
        assertEquals(9, loaded.nextEvent());
        assertEquals(1, loaded.streams().get(A).version());
        assertEquals(4, loaded.streams().get(B).version());
        assertEquals(List.of(), store.read(2).orElseThrow().open(), "the work is done");
    }

    @Test
    void anOlderOrStrangeCheckpointWritesNothing() {
        SnapshotStore store = store();
        assertFalse(store.write(continues(head(LINEAGE, IDENTITY, 7), row(A, 1, null))), "none");
        store.write(begins(head(LINEAGE, IDENTITY, 9), row(A, 2, null)));
        assertFalse(store.write(continues(head(LINEAGE, IDENTITY, 8), row(A, 1, null))), "older");
        UUID other = new UUID(2, 2);
        assertFalse(store.write(continues(head(other, IDENTITY, 20), row(A, 1, null))), "strange");
        assertFalse(store.write(begins(head(other, IDENTITY, 8), row(A, 1, null))), "older begin");
        assertEquals(2, store.load(2, Set.of(A)).orElseThrow().streams().get(A).version());
    }

    @Test
    void aSnapshotThatWentBackBehindTheBaseIsNotContinued() {
        SnapshotStore store = store();
        store.write(begins(head(LINEAGE, IDENTITY, 6), row(A, 1, null)));
        assertFalse(store.write(continues(head(LINEAGE, IDENTITY, 9), row(B, 1, null))));
        assertEquals(6, store.read(2).orElseThrow().head().nextEvent());
    }

    @Test
    void whatBeginsReplacesAllThatWasThere() {
        SnapshotStore store = store();
        SavedAnswers answers = new SavedAnswers(true, 15, new byte[] {1});
        store.write(
                new Checkpoint(
                        head(LINEAGE, IDENTITY, 9),
                        null,
                        List.of(row(A, 2, null)),
                        List.of(answers),
                        0,
                        0));
        UUID other = new UUID(2, 2);
        SnapshotIdentity raised = new SnapshotIdentity("e", "o", 6, "s2");
        assertTrue(store.write(begins(head(other, raised, 3), row(B, 1, null))), "other schema");
        assertEquals(Set.of(B), store.load(2, Set.of(A, B)).orElseThrow().streams().keySet());
        assertEquals(List.of(), store.read(2).orElseThrow().answers());
        assertTrue(store.write(begins(head(LINEAGE, raised, 3))), "as far");
    }

    @Test
    void answersAreKeptInOrderUntilAllOfThemAreForgotten() {
        SnapshotStore store = store();
        SnapshotHead first = head(LINEAGE, IDENTITY, 1);
        assertTrue(store.write(with(first, null, 0, 0, 5)));
        assertTrue(store.write(with(head(LINEAGE, IDENTITY, 2), first, 0, 0, 9)));
        assertTrue(store.write(with(head(LINEAGE, IDENTITY, 3), first, 5, 9, 12)));
        assertEquals(
                List.of("false 12", "true 9", "true 12"),
                store.read(2).orElseThrow().answers().stream()
                        .sorted(
                                Comparator.comparing(SavedAnswers::clients)
                                        .thenComparingLong(SavedAnswers::untilOutcome))
                        .map(each -> each.clients() + " " + each.untilOutcome())
                        .toList());
        List<Long> order =
                store.read(2).orElseThrow().answers().stream()
                        .map(SavedAnswers::untilOutcome)
                        .toList();
        assertEquals(order.stream().sorted().toList(), order);
    }

    private static Checkpoint with(
            SnapshotHead head,
            @Nullable SnapshotHead base,
            long oldestClient,
            long oldestOther,
            long until) {
        return new Checkpoint(
                head,
                base,
                List.of(),
                List.of(
                        new SavedAnswers(true, until, new byte[] {1}),
                        new SavedAnswers(false, until, new byte[] {2})),
                oldestClient,
                oldestOther);
    }
}
