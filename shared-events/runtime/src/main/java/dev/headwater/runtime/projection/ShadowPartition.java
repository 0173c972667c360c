package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One partition of a {@link ShadowFold}. One thread folds, others look. */
final class ShadowPartition<F, R> {

    private static final Duration POLL = Duration.ofMillis(200);

    private final FoldContext<F, R> context;
    private final ShadowKey key;
    private final Job job;
    private final Predicate<FoldItem<F>> included;
    private final int partition;
    private final int rowsMax;
    private final StreamVersions versions;
    private volatile Checkpoint checkpoint;
    private volatile long folded;

    /**
     * @param rowsMax most rows that it holds before it writes them
     */
    ShadowPartition(
            FoldContext<F, R> context,
            Checkpoint at,
            ShadowKey key,
            Job job,
            Predicate<FoldItem<F>> included,
            int partitions,
            int rowsMax) {
        this.context = context;
        this.key = key;
        this.job = job;
        this.included = included;
        this.partition = at.partition();
        this.checkpoint = at;
        this.rowsMax = rowsMax;
        this.versions =
                new StreamVersions(
                        at.nextOffset(),
                        context.settings().rebuildStreamsRememberedMax() / partitions);
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Behind the last event that was folded here, be it written or not. */
    long folded() {
        return folded;
    }

    /**
     * Folds and writes every event below {@code target}.
     *
     * @throws LogUnavailableException what was not written is forgotten; try again
     * @throws SchemaUnavailableException the same
     * @throws RefusedException the beginning is gone
     * @throws StaleCheckpointException begin again at the stored checkpoint
     */
    void foldTo(long target) {
        try (LogReader reader = context.log().reader(context.topic())) {
            Stretch stretch = begin(reader);
            reader.assign(Map.of(partition, checkpoint.nextOffset()));
            while (reader.position(partition) < target) {
                job.requireGoing();
                stretch.addBelow(target, reader.poll(POLL), null);
            }
            stretch.write(target);
        }
    }

    /**
     * Begins at the checkpoint.
     *
     * @param reader tells where the log begins
     * @throws RefusedException the beginning is gone
     */
    Stretch begin(LogReader reader) {
        long from = checkpoint.nextOffset();
        long start = reader.starts(Set.of(partition)).getOrDefault(partition, 0L);
        if (start > from) {
            throw new RefusedException(
                    "the beginning is gone: %s-%d starts at offset %d"
                            .formatted(context.topic(), partition, start));
        }
        return new Stretch();
    }

    /**
     * What lies between two commits, again and again. When it is given up, all that it has heard is
     * forgotten: the next one starts at the checkpoint.
     */
    final class Stretch {

        private final PartitionFold<F, R> rows =
                new PartitionFold<>(
                        context.mapping(),
                        context.definition().projection(),
                        ShadowPartition.this::stored,
                        checkpoint,
                        rowsMax);
        private StreamVersions.Batch heard = versions.batch();
        private long begunAt = System.nanoTime();
        private long next = checkpoint.nextOffset();

        /**
         * Folds what is not folded yet of {@code records}.
         *
         * @param target offset of the first event that is not to be folded
         * @param decoded what others have decoded of them, if there are others
         */
        void addBelow(long target, List<LogRecord> records, @Nullable DecodedRecords decoded) {
            long from = next;
            List<LogRecord> mine =
                    records.stream()
                            .filter(r -> r.offset() >= from && r.offset() < target)
                            .toList();
            for (List<LogRecord> some : batches(mine)) {
                rows.add(foldable(context.reader().read(some, heard, decoded)));
                job.covered(some.getLast().offset() + 1 - next);
                next = some.getLast().offset() + 1;
                folded = next;
                job.folded(some.size());
                if (rows.isFull() || System.nanoTime() - begunAt >= commitEveryNanos()) {
                    write(next);
                }
            }
        }

        void write(long to) {
            job.covered(to - next);
            next = to;
            PartitionFold.Changes<R> changes = rows.changes();
            if (!changes.changed().isEmpty() || !changes.deleted().isEmpty()) {
                key.ensure();
            }
            try {
                moved(context.writer().write(checkpoint, changes, to));
                rows.written();
            } catch (DatabaseException e) {
                if (!e.refusesData()) {
                    throw e;
                }
                writeBatchByBatch(to);
                rows.reset(checkpoint);
            }
            heard.keep();
            begunAt = System.nanoTime();
        }
    }

    /** Finds the stream whose row is refused, and parks it. */
    private void writeBatchByBatch(long to) {
        key.ensure();
        try (LogReader again = context.log().reader(context.topic())) {
            again.assign(Map.of(partition, checkpoint.nextOffset()));
            while (again.position(partition) < to) {
                job.requireGoing();
                for (List<LogRecord> some : batches(below(to, again))) {
                    List<FoldItem<F>> items =
                            foldable(some.stream().map(context.reader()::read).toList());
                    moved(context.writer().write(checkpoint, items, some.getLast().offset() + 1));
                }
            }
        }
        moved(context.writer().write(checkpoint, List.of(), to));
    }

    private void moved(Optional<Checkpoint> now) {
        checkpoint = now.orElseThrow(() -> new StaleCheckpointException(checkpoint));
    }

    private Map<String, R> stored(Set<String> keys) {
        key.ensure();
        String table = checkpoint.generation().table();
        return context.database().transaction(c -> context.mapping().load(c, table, keys));
    }

    private static List<LogRecord> below(long target, LogReader reader) {
        return reader.poll(POLL).stream().filter(r -> r.offset() < target).toList();
    }

    private List<FoldItem<F>> foldable(List<FoldItem<F>> items) {
        return items.stream().filter(included).toList();
    }

    private List<List<LogRecord>> batches(List<LogRecord> records) {
        int max = context.settings().batchMax();
        return IntStream.range(0, (records.size() + max - 1) / max)
                .mapToObj(i -> records.subList(i * max, Math.min(records.size(), (i + 1) * max)))
                .toList();
    }

    private long commitEveryNanos() {
        return context.settings().rebuildCommitEvery().toNanos();
    }
}
