package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Folds one projection live: a member of the group {@code <svc>.<projection>.v<N>} whose positions
 * are the checkpoints that commit with the rows, never the group's offsets. Whatever goes wrong
 * pauses a partition and is tried again with back-off, while the member goes on polling. One thread
 * calls {@link #step}.
 */
final class ProjectionRunner<F, R> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProjectionRunner.class);

    private final String group;
    private final FoldContext<F, R> context;
    private final Log log;
    private final InstantSource clock;
    private final CheckpointOpening opening;
    private final LivePartitions partitions;
    private Instant nextAudit = Instant.MIN;
    private volatile @Nullable GroupMember member;
    private volatile @Nullable String trouble = "not started";

    /**
     * @param group the consumer group
     * @param outdated called when the table was made by a lower version of the fold; starts the
     *     rebuild, if it does not run already
     */
    ProjectionRunner(
            String group, FoldContext<F, R> context, InstantSource clock, Runnable outdated) {
        this.group = group;
        this.context = context;
        this.log = context.log();
        this.clock = clock;
        this.opening = new CheckpointOpening(context, outdated);
        this.partitions = new LivePartitions(context.name());
    }

    /**
     * One round: joins if need be, opens what is due, polls, folds. Never throws for trouble
     * outside.
     *
     * @param wait how long to wait for events at the most
     * @return whether the log answered; if not, the caller pauses before the next round
     */
    boolean step(Duration wait) {
        try {
            GroupMember joined = joined();
            audit(joined);
            openDue(joined);
            Map<Integer, List<LogRecord>> polled =
                    joined.poll(wait).stream()
                            .collect(
                                    Collectors.groupingBy(
                                            LogRecord::partition,
                                            TreeMap::new,
                                            Collectors.toList()));
            polled.forEach((partition, records) -> fold(joined, partition, records));
            trouble = null;
            return true;
        } catch (LogUnavailableException e) {
            trouble = String.valueOf(e.getMessage());
            LOG.warnf("Projection %s reads nothing: %s", context.name(), e.getMessage());
            leave();
            return false;
        }
    }

    private GroupMember joined() {
        GroupMember current = member;
        if (current == null) {
            current = log.join(group, context.topic(), partitions);
            member = current;
        }
        return current;
    }

    /** See {@link CheckpointAudit}. */
    private void audit(GroupMember joined) {
        List<LivePartition> open =
                partitions.all().stream().filter(each -> each.checkpoint() != null).toList();
        if (open.isEmpty() || clock.instant().isBefore(nextAudit)) {
            return;
        }
        nextAudit = clock.instant().plus(context.settings().auditEvery());
        List<Checkpoint> believed =
                open.stream().map(LivePartition::checkpoint).filter(Objects::nonNull).toList();
        try {
            Set<Integer> stale =
                    CheckpointAudit.stale(context, believed, log.topicId(context.topic()));
            open.stream()
                    .filter(partition -> stale.contains(partition.number()))
                    .forEach(partition -> reread(joined, partition));
        } catch (DatabaseException e) {
            open.forEach(partition -> fail(joined, partition, "PostgreSQL: " + e.getMessage(), e));
            migrateIf(e.missing());
        }
    }

    private void reread(GroupMember joined, LivePartition partition) {
        joined.pause(partition.number());
        partition.reread(clock.instant());
    }

    private void openDue(GroupMember joined) {
        for (LivePartition partition : partitions.all()) {
            if (partition.due(clock.instant())) {
                guarded(joined, partition, () -> open(joined, partition));
            }
        }
    }

    private void open(GroupMember joined, LivePartition partition) {
        Checkpoint at = opening.open(partition.number(), () -> joined.range(partition.number()));
        partition.open(at, context.settings().streamsRememberedMax());
        partition.recovered();
        partitions.folded().set(partition.number(), at.nextOffset());
        joined.seek(partition.number(), at.nextOffset());
        joined.resume(partition.number());
        LOG.infof(
                "Projection %s folds partition %d from offset %d into generation %d",
                context.name(), partition.number(), at.nextOffset(), at.generation().number());
    }

    private void fold(GroupMember joined, int number, List<LogRecord> records) {
        LivePartition partition = partitions.find(number);
        for (int i = 0; i < records.size(); i += context.settings().batchMax()) {
            if (partition == null || partition.checkpoint() == null) {
                return;
            }
            List<LogRecord> batch =
                    records.subList(i, Math.min(records.size(), i + context.settings().batchMax()));
            guarded(joined, partition, () -> foldBatch(joined, partition, batch));
        }
    }

    private void foldBatch(GroupMember joined, LivePartition partition, List<LogRecord> batch) {
        Checkpoint from = partition.checkpoint();
        if (from == null) {
            return;
        }
        StreamVersions.Batch versions = partition.versions();
        List<FoldItem<F>> items = read(from, batch, versions);
        long to = batch.getLast().offset() + 1;
        Optional<Checkpoint> now = context.writer().write(from, items, to);
        if (now.isEmpty()) {
            LOG.infof(
                    "Projection %s partition %d was moved from offset %d by another writer",
                    context.name(), partition.number(), from.nextOffset());
            reread(joined, partition);
            return;
        }
        report(from, now.get());
        partition.moved(now.get(), versions);
        partitions.folded().set(partition.number(), to);
    }

    private List<FoldItem<F>> read(
            Checkpoint from, List<LogRecord> batch, StreamVersions.Batch versions) {
        try {
            return context.reader().read(batch, versions);
        } catch (CorruptHistoryException e) {
            String problem = String.valueOf(e.getMessage());
            context.database()
                    .transaction(
                            c -> {
                                Checkpoints.stop(c, from, problem);
                                return true;
                            });
            throw e;
        }
    }

    private void report(Checkpoint from, Checkpoint now) {
        if (now.parked().size() > from.parked().size()) {
            LOG.errorf(
                    "Projection %s parked streams in partition %d between offsets %d and %d",
                    context.name(), now.partition(), from.nextOffset(), now.nextOffset());
        }
    }

    /** Does {@code action}; when it fails, pauses the partition until its next try. */
    private void guarded(GroupMember joined, LivePartition partition, Runnable action) {
        try {
            action.run();
        } catch (DatabaseException e) {
            fail(joined, partition, "PostgreSQL: " + e.getMessage(), e);
            nextAudit = Instant.MIN;
            migrateIf(e.missing());
        } catch (SchemaUnavailableException e) {
            fail(joined, partition, "the registry: " + e.getMessage(), e);
        } catch (CorruptHistoryException | RefusedException e) {
            fail(joined, partition, String.valueOf(e.getMessage()), e);
        } catch (LogUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(joined, partition, e.toString(), e);
        }
    }

    private void fail(
            GroupMember joined, LivePartition partition, String why, RuntimeException cause) {
        if (!why.equals(partition.reason())) {
            LOG.errorf(
                    cause,
                    "Projection %s partition %d waits: %s",
                    context.name(),
                    partition.number(),
                    why);
        }
        joined.pause(partition.number());
        partition.fail(
                why,
                cause instanceof CorruptHistoryException
                        || (cause instanceof RefusedException refused && !refused.superseded()),
                clock.instant(),
                context.settings().backOffMin(),
                context.settings().backOffMax());
    }

    /** The database was dropped: its tables come from the migrations, its rows from the log. */
    private void migrateIf(boolean missing) {
        if (!missing) {
            return;
        }
        try {
            context.database().migrate();
        } catch (RuntimeException e) {
            LOG.warnf("Tables of %s cannot be created yet: %s", context.name(), e.getMessage());
        }
    }

    /** How far this process has folded its partitions. */
    FoldedOffsets folded() {
        return partitions.folded();
    }

    /** Why events are not folded, per reason one sentence; empty when all is well. */
    Set<String> problems() {
        String log = trouble;
        return log == null
                ? partitions.sentences(partition -> partition.reason() != null)
                : Set.of("projection %s: %s".formatted(context.name(), log));
    }

    /** Those of the {@link #problems} that need a person. */
    Set<String> refusals() {
        return partitions.sentences(LivePartition::refused);
    }

    /** Makes a waiting {@link #step} return. From any thread. */
    void wakeup() {
        GroupMember current = member;
        if (current != null) {
            current.wakeup();
        }
    }

    private void leave() {
        GroupMember current = member;
        member = null;
        partitions.clear();
        if (current != null) {
            current.close();
        }
    }

    /** Leaves the group. From the stepping thread, or after it has ended. */
    @Override
    public void close() {
        leave();
        trouble = "stopped";
    }
}
