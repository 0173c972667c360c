package dev.headwater.runtime.command;

import dev.headwater.runtime.snapshot.Checkpoint;
import dev.headwater.runtime.snapshot.SnapshotHead;
import dev.headwater.runtime.snapshot.SnapshotIdentity;
import dev.headwater.runtime.snapshot.SnapshotUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Writes one partition's snapshot beside its loop, one write at a time. It knows of what snapshot
 * the memory is the continuation. Only {@link PartitionState} is written, which holds nothing that
 * is not committed.
 */
final class SnapshotWriter {

    private static final System.Logger LOG = System.getLogger(SnapshotWriter.class.getName());

    private final int partition;
    private final SnapshotParts parts;
    private final SavedForms forms;
    private final SnapshotReads reads;

    private @Nullable SnapshotIdentity identity;
    private @Nullable SnapshotHead saved;
    private @Nullable SnapshotHead writing;
    private CompletableFuture<Boolean> write = CompletableFuture.completedFuture(true);
    private Instant writeAt = Instant.MIN;
    private Instant givenUpAt = Instant.MAX;
    private volatile SnapshotStatus status = SnapshotStatus.NONE;

    SnapshotWriter(int partition, SnapshotParts parts, SavedForms forms, SnapshotReads reads) {
        this.partition = partition;
        this.parts = parts;
        this.forms = forms;
        this.reads = reads;
    }

    /** The memory begins with nothing; a write that is still out is nobody's concern. */
    void begin(SnapshotIdentity mine) {
        identity = mine;
        saved = null;
        writing = null;
    }

    /** The memory begins with a snapshot. */
    void begunWith(SnapshotHead head, PartitionState state, Instant now) {
        saved = head;
        tell(state, null, now);
    }

    /** The snapshot that the memory continues, or null when it continues none. */
    @Nullable SnapshotHead saved() {
        return saved;
    }

    SnapshotStatus status() {
        return status;
    }

    /** Takes note of what was written, and begins to write what is due. Never waits. */
    void tick(PartitionState state, Instant now) {
        settle(state, now);
        if (writing == null && !now.isBefore(writeAt) && due(state, now)) {
            Checkpoint checkpoint = checkpoint(state, now);
            write =
                    CompletableFuture.supplyAsync(
                            () -> parts.store().write(checkpoint), parts.writes());
        }
        if (status.complete() != state.cache().complete()) {
            tell(state, status.problem(), status.savedAt());
        }
    }

    /** Writes when much has changed, and waits for it. */
    void tickInReplay(PartitionState state, Instant now) {
        settle(state, now);
        boolean much = state.cache().unsaved() >= parts.settings().changesMax();
        if (writing != null || !much || now.isBefore(writeAt)) {
            return;
        }
        Checkpoint checkpoint = checkpoint(state, now);
        try {
            boolean written =
                    reads.ask(
                            () -> parts.store().write(checkpoint), parts.settings().acquireWait());
            write = CompletableFuture.completedFuture(written);
        } catch (SnapshotUnavailableException e) {
            write = CompletableFuture.failedFuture(e);
        }
        settle(state, now);
    }

    private boolean due(PartitionState state, Instant now) {
        SnapshotHead last = saved;
        boolean changed =
                (last == null ? 0 : last.nextEvent()) != state.nextEvent()
                        || (last == null ? 0 : last.nextOutcome()) != state.nextOutcome();
        Instant at = status.savedAt();
        boolean late = at == null || !now.isBefore(at.plus(parts.settings().every()));
        return changed && (late || state.cache().unsaved() >= parts.settings().changesMax());
    }

    private Checkpoint checkpoint(PartitionState state, Instant now) {
        SnapshotHead last = saved;
        SnapshotIdentity mine = identity;
        if (mine == null) {
            throw new IllegalStateException("a snapshot of a partition that was not acquired");
        }
        Changes changes = state.beginSave(last == null ? 0 : last.nextOutcome(), now);
        SnapshotHead head =
                new SnapshotHead(
                        partition,
                        last == null ? UUID.randomUUID() : last.lineage(),
                        mine,
                        changes.nextEvent(),
                        changes.nextOutcome(),
                        changes.lastEvent(),
                        changes.commandPosition());
        writing = head;
        givenUpAt = now.plus(parts.settings().writeWait());
        return forms.checkpoint(head, last, changes);
    }

    private void settle(PartitionState state, Instant now) {
        SnapshotHead head = writing;
        if (head != null && !write.isDone() && !now.isBefore(givenUpAt)) {
            // Should it happen yet, it is compared with what was written meanwhile.
            write =
                    CompletableFuture.failedFuture(
                            new SnapshotUnavailableException("no answer in time"));
        }
        if (head == null || !write.isDone()) {
            return;
        }
        writing = null;
        Throwable failure = write.isCompletedExceptionally() ? write.exceptionNow() : null;
        boolean written = failure == null && write.resultNow();
        state.cache().endSave(written);
        if (written) {
            saved = head;
            tell(state, null, now);
        } else if (failure != null) {
            writeAt = now.plus(parts.settings().every());
            problem(state, "it cannot be written: " + failure.getMessage());
        } else {
            refused(state, now);
        }
    }

    /** Somebody else has written it, or it is gone: what is in memory does not continue it. */
    private void refused(PartitionState state, Instant now) {
        if (saved != null && !state.cache().complete()) {
            throw new SnapshotLostException("the snapshot was dropped or written by another owner");
        }
        saved = null;
        state.cache().unsaveAll();
        writeAt = now.plus(parts.settings().every());
        problem(state, "another snapshot was there, or none any more; it is begun anew");
    }

    /** Said once in the log until it is over, and to whoever asks. */
    void problem(PartitionState state, String problem) {
        if (status.problem() == null) {
            LOG.log(Level.WARNING, "snapshot: partition={0} problem={1}", partition, problem);
        }
        tell(state, problem, status.savedAt());
    }

    private void tell(PartitionState state, @Nullable String problem, @Nullable Instant savedAt) {
        SnapshotHead last = saved;
        status =
                new SnapshotStatus(
                        last == null ? -1 : last.nextEvent(),
                        savedAt,
                        state.cache().complete(),
                        problem);
    }
}
