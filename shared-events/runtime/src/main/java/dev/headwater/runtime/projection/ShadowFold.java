package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Folds the log from 0 into a table that nobody reads, partitions in parallel, each in memory until
 * its rows are many or old enough to be written; then they are committed with the offset, as a live
 * batch is. Appends nothing and calls nothing outside (I14). Memory: one reader, one poll and the
 * rows held per partition at work.
 */
final class ShadowFold<F, R> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final FoldContext<F, R> context;
    private final Generation shadow;
    private final Job job;
    private final Predicate<FoldItem<F>> included;
    private final ShadowKey key;
    private final int partitions;
    private final int rowsMax;
    private final Map<Integer, ShadowPartition<F, R>> all = new HashMap<>();

    /**
     * @param included the events that count; others are passed over
     * @param together how many folds hold rows at the same time, this one included
     */
    ShadowFold(
            FoldContext<F, R> context,
            Generation shadow,
            Job job,
            Predicate<FoldItem<F>> included,
            int together) {
        this.context = context;
        this.shadow = shadow;
        this.job = job;
        this.included = included;
        this.key = new ShadowKey(context.database(), shadow, context.name());
        this.partitions = context.log().partitions(context.topic());
        ProjectionSettings settings = context.settings();
        int holders = together * Math.min(settings.rebuildParallel(), partitions);
        this.rowsMax = Math.max(1, settings.rebuildRowsMax() / holders);
    }

    int partitions() {
        return partitions;
    }

    /** Creates the table, in place of one that an earlier job left, and its checkpoints at 0. */
    void create() {
        create(Map.of());
    }

    /**
     * The same with other beginnings.
     *
     * @param starts by partition the first offset to fold
     */
    void create(Map<Integer, Long> starts) {
        context.database()
                .transaction(
                        connection -> {
                            ShadowTable.drop(connection, shadow);
                            ShadowTable.create(connection, shadow, context.name());
                            return shadow;
                        });
        open(starts);
        if (!context.writer().needsNoKey(shadow.table())) {
            key.ensure();
        }
    }

    /**
     * Goes on with a table that exists, from its checkpoints.
     *
     * @throws RefusedException it cannot be continued
     */
    void resume() {
        open(Map.of());
        String topicId = context.log().topicId(context.topic());
        for (ShadowPartition<F, R> each : all.values()) {
            Checkpoint at = each.checkpoint();
            String problem =
                    at.topicId().equals(topicId)
                            ? at.problem()
                            : context.topic() + " is another topic now";
            if (problem != null) {
                throw new RefusedException(
                        "the table %s cannot be continued: %s".formatted(shadow.table(), problem));
            }
        }
    }

    private void open(Map<Integer, Long> starts) {
        context.skipped().load();
        String topicId = context.log().topicId(context.topic());
        List<Checkpoint> opened =
                context.database()
                        .transaction(
                                connection -> {
                                    List<Checkpoint> each = new ArrayList<>();
                                    for (int p = 0; p < partitions; p++) {
                                        each.add(
                                                opened(
                                                        connection,
                                                        Checkpoints.open(
                                                                connection, shadow, p, topicId),
                                                        starts.getOrDefault(p, 0L)));
                                    }
                                    return each;
                                });
        for (Checkpoint at : opened) {
            all.put(
                    at.partition(),
                    new ShadowPartition<>(context, at, key, job, included, partitions, rowsMax));
        }
        job.standsAt(opened.stream().mapToLong(Checkpoint::nextOffset).sum());
    }

    private static Checkpoint opened(Connection connection, Checkpoint at, long start)
            throws SQLException {
        if (start <= at.nextOffset() || !Checkpoints.compareAndSet(connection, at, start)) {
            return at;
        }
        return at.movedTo(start, at.parked());
    }

    /** The first offset of the partition that is not in the table. */
    long position(int partition) {
        return of(partition).checkpoint().nextOffset();
    }

    /**
     * Behind the last event that was folded here: the position can be past it, because what follows
     * are markers.
     */
    long folded(int partition) {
        return of(partition).folded();
    }

    /** Begins a partition at its checkpoint, for whoever reads for several folds. */
    ShadowPartition<F, R>.Stretch begin(int partition, LogReader reader) {
        return of(partition).begin(reader);
    }

    private ShadowPartition<F, R> of(int partition) {
        ShadowPartition<F, R> found = all.get(partition);
        if (found == null) {
            throw new IllegalStateException("the shadow table is not created");
        }
        return found;
    }

    /** Last stable offsets of the topic. */
    Map<Integer, Long> ends() {
        try (LogReader reader = context.log().reader(context.topic())) {
            return reader.ends(all.keySet());
        }
    }

    /** All rows are there: gives the table whatever the live one has. Idempotent. */
    void index() {
        context.database().transaction(c -> Indexes.addAll(c, shadow, context.name()));
    }

    /**
     * Folds every event below {@code targets}; a partition that is there already stays.
     *
     * @throws CorruptHistoryException the log cannot be folded
     * @throws JobCancelledException it was cancelled
     */
    void foldTo(Map<Integer, Long> targets) {
        List<Integer> behind =
                IntStream.range(0, partitions)
                        .filter(p -> targets.getOrDefault(p, 0L) > position(p))
                        .boxed()
                        .toList();
        Semaphore parallel = new Semaphore(context.settings().rebuildParallel());
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = new ArrayList<>();
            for (int p : behind) {
                long target = targets.getOrDefault(p, 0L);
                working.add(workers.submit(() -> patiently(parallel, of(p), target)));
            }
            await(working);
        }
    }

    private static void await(List<Future<?>> all) {
        try {
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            all.forEach(each -> each.cancel(true));
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            all.forEach(each -> each.cancel(true));
            Thread.currentThread().interrupt();
            throw new JobCancelledException();
        }
    }

    /** Waits out an absent log or registry; anything else ends the job. */
    private void patiently(Semaphore parallel, ShadowPartition<F, R> partition, long target) {
        while (partition.checkpoint().nextOffset() < target) {
            parallel.acquireUninterruptibly();
            try {
                partition.foldTo(target);
            } catch (LogUnavailableException | SchemaUnavailableException _) {
                job.pause(PAUSE);
            } finally {
                parallel.release();
            }
        }
    }
}
