package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Commits batches: the offset by compare-and-set first, then the rows, in one transaction. So rows
 * are the fold of the events below the offset at every commit (I9), whoever else writes.
 * Thread-safe.
 */
final class BatchWriter<F, R> {

    private final ProjectionDatabase database;
    private final RowMapping<R> mapping;
    private final RowWriter<R> writer;
    private final BatchFold<F, R> fold;

    BatchWriter(ProjectionDatabase database, RowMapping<R> mapping, Projection<F, R> projection) {
        this.database = database;
        this.mapping = mapping;
        this.writer = new RowWriter<>(mapping);
        this.fold = new BatchFold<>(projection);
    }

    /**
     * Folds the events from the checkpoint up to {@code to}. Rows that PostgreSQL refuses (a value
     * too long, a constraint) park their stream.
     *
     * @param items every event from {@code from} up to {@code to}, in order
     * @param to the first offset behind the batch
     * @return the checkpoint now; empty when somebody else had moved it: read it again
     * @throws DatabaseException nothing was written; retry
     */
    Optional<Checkpoint> write(Checkpoint from, List<FoldItem<F>> items, long to) {
        try {
            return commit(from, items, to);
        } catch (DatabaseException e) {
            if (!e.refusesData()) {
                throw e;
            }
            return items.size() == 1
                    ? commit(
                            from,
                            List.of(items.getFirst().poisoned("PostgreSQL: " + e.getMessage())),
                            to)
                    : oneByOne(from, items, to);
        }
    }

    /**
     * Commits what a partition's events have made of its rows in memory.
     *
     * @param to the first offset behind those events
     * @return the checkpoint now; empty when somebody else had moved it
     * @throws DatabaseException nothing was written; retry, or fold again batch by batch when it
     *     {@linkplain DatabaseException#refusesData refuses data}
     */
    Optional<Checkpoint> write(Checkpoint from, PartitionFold.Changes<R> changes, long to) {
        return database.transaction(
                connection ->
                        Checkpoints.compareAndSet(connection, from, to)
                                ? Optional.of(apply(connection, from, changes, to))
                                : Optional.empty());
    }

    private Checkpoint apply(
            Connection connection, Checkpoint from, PartitionFold.Changes<R> changes, long to)
            throws SQLException {
        String table = from.generation().table();
        if (writer.copies(connection, table)) {
            writer.copy(connection, table, changes.fresh());
        } else {
            writer.upsert(connection, table, changes.fresh());
        }
        writer.upsert(connection, table, changes.changed());
        writer.delete(connection, table, changes.deleted());
        ParkedEvents.add(connection, from.generation(), from.partition(), changes.waiting());
        return from.movedTo(to, changes.parked());
    }

    /** Whether fresh rows get into a table that has no key yet. */
    boolean needsNoKey(String table) {
        return database.transaction(connection -> writer.copies(connection, table));
    }

    private Optional<Checkpoint> oneByOne(Checkpoint from, List<FoldItem<F>> items, long to) {
        Optional<Checkpoint> at = Optional.of(from);
        for (int i = 0; i < items.size() && at.isPresent(); i++) {
            long next = i + 1 == items.size() ? to : items.get(i).offset() + 1;
            at = write(at.get(), List.of(items.get(i)), next);
        }
        return at;
    }

    private Optional<Checkpoint> commit(Checkpoint from, List<FoldItem<F>> items, long to) {
        return database.transaction(
                connection ->
                        Checkpoints.compareAndSet(connection, from, to)
                                ? Optional.of(apply(connection, from, items, to))
                                : Optional.empty());
    }

    /** Writes rows and parked events; the caller holds the checkpoint's lock. */
    private Checkpoint apply(
            Connection connection, Checkpoint from, List<FoldItem<F>> items, long to)
            throws SQLException {
        BatchFold.Result<R> folded = fold(connection, from, items, from.parked());
        ParkedEvents.add(connection, from.generation(), from.partition(), folded.parked());
        Set<String> parked = new HashSet<>(from.parked());
        folded.parked().forEach(event -> parked.add(event.stream()));
        return from.movedTo(to, parked);
    }

    /** Folds {@code items} into the rows; the caller holds the checkpoint's lock. */
    BatchFold.Result<R> fold(
            Connection connection, Checkpoint at, List<FoldItem<F>> items, Set<String> parked)
            throws SQLException {
        String table = at.generation().table();
        BatchFold.Result<R> folded =
                fold.fold(items, parked, keys -> mapping.load(connection, table, keys));
        writer.upsert(connection, table, folded.upserts());
        writer.delete(connection, table, folded.deletes());
        return folded;
    }
}
