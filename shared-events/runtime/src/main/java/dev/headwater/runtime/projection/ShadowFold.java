package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Folds the log from 0 into a table that nobody reads, partitions in parallel, each batch committed
 * as a live one is. Appends nothing and calls nothing outside (I14). Memory: one reader and one
 * poll per partition at work.
 */
final class ShadowFold<F, R> {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final FoldContext<F, R> context;
    private final Generation shadow;
    private final Job job;
    private final Map<String, Long> parkedFrom;
    private final int partitions;
    private final Map<Integer, Checkpoint> checkpoints = new ConcurrentHashMap<>();
    private final Map<Integer, StreamVersions> versions = new ConcurrentHashMap<>();
    private final Map<Integer, Long> folded = new ConcurrentHashMap<>();

    /**
     * @param parkedFrom per stream the offset from which its events are left out
     */
    ShadowFold(
            FoldContext<F, R> context, Generation shadow, Job job, Map<String, Long> parkedFrom) {
        this.context = context;
        this.shadow = shadow;
        this.job = job;
        this.parkedFrom = Map.copyOf(parkedFrom);
        this.partitions = context.log().partitions(context.topic());
    }

    int partitions() {
        return partitions;
    }

    /** Creates the table, in place of one that an earlier job left, and its checkpoints at 0. */
    void create() {
        String topicId = context.log().topicId(context.topic());
        context.database()
                .transaction(
                        connection -> {
                            ShadowTable.drop(connection, shadow);
                            ShadowTable.create(connection, shadow);
                            for (int p = 0; p < partitions; p++) {
                                checkpoints.put(
                                        p, Checkpoints.open(connection, shadow, p, topicId));
                            }
                            return partitions;
                        });
        rememberVersions();
        job.standsAt(0);
    }

    /**
     * Goes on with a table that exists, from its checkpoints.
     *
     * @throws RefusedException it cannot be continued
     */
    void resume() {
        String topicId = context.log().topicId(context.topic());
        context.database()
                .transaction(
                        connection -> {
                            for (int p = 0; p < partitions; p++) {
                                checkpoints.put(
                                        p, Checkpoints.open(connection, shadow, p, topicId));
                            }
                            return partitions;
                        });
        for (Checkpoint each : checkpoints.values()) {
            String problem =
                    each.topicId().equals(topicId)
                            ? each.problem()
                            : context.topic() + " is another topic now";
            if (problem != null) {
                throw new RefusedException(
                        "the table %s cannot be continued: %s".formatted(shadow.table(), problem));
            }
        }
        rememberVersions();
        job.standsAt(checkpoints.values().stream().mapToLong(Checkpoint::nextOffset).sum());
    }

    private void rememberVersions() {
        int remembered = context.settings().rebuildStreamsRememberedMax() / partitions;
        checkpoints.forEach(
                (p, at) -> versions.put(p, new StreamVersions(at.nextOffset(), remembered)));
    }

    /** The first offset of the partition that is not in the table. */
    long position(int partition) {
        return at(partition).nextOffset();
    }

    /**
     * Behind the last event that was folded here: the position can be past it, because what follows
     * are markers.
     */
    long folded(int partition) {
        return folded.getOrDefault(partition, 0L);
    }

    /** Last stable offsets of the topic. */
    Map<Integer, Long> ends() {
        try (LogReader reader = context.log().reader(context.topic())) {
            return reader.ends(checkpoints.keySet());
        }
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
            List<Future<?>> all = new ArrayList<>();
            for (int p : behind) {
                long target = targets.getOrDefault(p, 0L);
                all.add(workers.submit(() -> patiently(parallel, p, target)));
            }
            await(all);
        }
    }

    private void await(List<Future<?>> all) {
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
    private void patiently(Semaphore parallel, int partition, long target) {
        while (position(partition) < target) {
            parallel.acquireUninterruptibly();
            try {
                fold(partition, target);
            } catch (LogUnavailableException | SchemaUnavailableException _) {
                job.pause(PAUSE);
            } finally {
                parallel.release();
            }
        }
    }

    private void fold(int partition, long target) {
        try (LogReader reader = context.log().reader(context.topic())) {
            long from = position(partition);
            long start = reader.starts(checkpoints.keySet()).getOrDefault(partition, 0L);
            if (start > from) {
                throw new RefusedException(
                        "the beginning is gone: %s-%d starts at offset %d"
                                .formatted(context.topic(), partition, start));
            }
            reader.assign(Map.of(partition, from));
            while (reader.position(partition) < target) {
                job.requireGoing();
                List<LogRecord> records =
                        reader.poll(POLL).stream().filter(r -> r.offset() < target).toList();
                int max = context.settings().batchMax();
                for (int i = 0; i < records.size(); i += max) {
                    write(partition, records.subList(i, Math.min(records.size(), i + max)), null);
                }
            }
            write(partition, List.of(), target);
        }
    }

    private void write(int partition, List<LogRecord> records, @Nullable Long to) {
        Checkpoint from = at(partition);
        StreamVersions.Batch heard = of(versions, partition).batch();
        List<FoldItem<F>> items =
                context.reader().read(records, heard).stream()
                        .filter(item -> item.offset() < parkedFrom(item))
                        .toList();
        long next = to == null ? records.getLast().offset() + 1 : to;
        Checkpoint now =
                context.writer()
                        .write(from, items, next)
                        .orElseThrow(
                                () -> new RefusedException("another process writes " + shadow));
        heard.keep();
        checkpoints.put(partition, now);
        if (!records.isEmpty()) {
            folded.put(partition, records.getLast().offset() + 1);
        }
        job.folded(records.size());
    }

    private long parkedFrom(FoldItem<F> item) {
        return parkedFrom.getOrDefault(item.stream().value(), Long.MAX_VALUE);
    }

    private Checkpoint at(int partition) {
        return of(checkpoints, partition);
    }

    private static <T> T of(Map<Integer, T> map, int partition) {
        T found = map.get(partition);
        if (found == null) {
            throw new IllegalStateException("the shadow table is not created");
        }
        return found;
    }
}
