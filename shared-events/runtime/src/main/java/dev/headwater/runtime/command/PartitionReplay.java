package dev.headwater.runtime.command;

import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.PartitionLog.Barrier;
import dev.headwater.runtime.log.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a partition's state up to a barrier, and finds where its inbox goes on. Appends nothing
 * and calls nothing outside (I14).
 */
final class PartitionReplay {

    private static final System.Logger LOG = System.getLogger(PartitionReplay.class.getName());
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STUCK_AFTER = Duration.ofSeconds(10);

    private final Log log;
    private final Topics topics;
    private final int partition;
    private final OutcomeRecords outcomes;
    private final InstantSource clock;
    private final Snapshots snapshots;
    private final BooleanSupplier cancelled;
    private final Consumer<@Nullable String> waits;

    /**
     * @param waits told in a sentence why nothing more can be read, and null when it can again
     */
    PartitionReplay(
            Log log,
            OwnerParts parts,
            int partition,
            Snapshots snapshots,
            BooleanSupplier cancelled,
            Consumer<@Nullable String> waits) {
        this.log = log;
        this.topics = parts.service().topics();
        this.partition = partition;
        this.outcomes = parts.outcomes();
        this.clock = parts.clock();
        this.snapshots = snapshots;
        this.cancelled = cancelled;
        this.waits = waits;
    }

    /**
     * Replays committed events and outcomes from where {@code state} stands until the reader's
     * position has reached the barrier.
     *
     * @throws CorruptLogException when the log does not continue what the state has folded
     */
    void catchUp(PartitionState state, Barrier barrier) {
        if (state.nextEvent() > barrier.events() || state.nextOutcome() > barrier.outcomes()) {
            throw new CorruptLogException(
                    "the log of partition %d was truncated: it ends at %d and %d, and %d and %d were read"
                            .formatted(
                                    partition,
                                    barrier.events(),
                                    barrier.outcomes(),
                                    state.nextEvent(),
                                    state.nextOutcome()));
        }
        try (LogReader events = log.reader(topics.events())) {
            long start = startOf(events);
            if (start > state.nextEvent()) {
                throw new CorruptLogException(
                        "the beginning of %s partition %d is gone: it starts at %d"
                                .formatted(topics.events(), partition, start));
            }
            read(
                    events,
                    topics.events(),
                    state.nextEvent(),
                    barrier.events(),
                    records -> {
                        snapshots.fillForReplay(state, records);
                        records.forEach(state::replayEvent);
                        snapshots.tickInReplay(state);
                    });
        }
        try (LogReader reader = log.reader(topics.outcomes())) {
            long from = Math.max(state.nextOutcome(), startOf(reader));
            read(
                    reader,
                    topics.outcomes(),
                    from,
                    barrier.outcomes(),
                    records -> records.forEach(each -> state.replayOutcome(each, outcomes)));
        }
        state.caughtUp(barrier.events(), barrier.outcomes());
    }

    private void read(
            LogReader reader, String topic, long from, long to, Consumer<List<LogRecord>> fold) {
        if (from >= to) {
            return;
        }
        reader.assign(Map.of(partition, from));
        long reached = from;
        Instant since = clock.instant();
        boolean stuck = false;
        // Control records occupy offsets: only the position tells that the barrier is reached.
        while (reader.position(partition) < to && !cancelled.getAsBoolean()) {
            fold.accept(reader.poll(POLL).stream().filter(record -> record.offset() < to).toList());
            if (Thread.currentThread().isInterrupted()) {
                throw new LogUnavailableException("interrupted while replaying");
            }
            long now = reader.position(partition);
            if (now > reached) {
                reached = now;
                since = clock.instant();
                if (stuck) {
                    waits.accept(null);
                }
                stuck = false;
            } else if (!stuck && since.plus(STUCK_AFTER).isBefore(clock.instant())) {
                stuck = true;
                stuckAt(topic, reached, to);
            }
        }
    }

    /** The broker ends a transaction that nobody ends, but only after its time-out. */
    private void stuckAt(String topic, long reached, long to) {
        String reason =
                ("%s partition %d cannot be read beyond offset %d, the replay needs all below %d: a"
                                + " transaction is open there. The broker aborts it after its"
                                + " time-out; one that hangs for good is found and aborted by"
                                + " kafka-transactions.sh find-hanging and abort")
                        .formatted(topic, partition, reached, to);
        LOG.log(Level.WARNING, "replay waits: {0}", reason);
        waits.accept(reason);
    }

    private long startOf(LogReader reader) {
        return reader.starts(Set.of(partition)).getOrDefault(partition, 0L);
    }

    /**
     * The next undecided command: the highest position that any event or outcome carries, and no
     * lower than what the group has committed.
     *
     * @param floor the group's committed offset, 0 when there is none
     * @throws CorruptLogException when that position is not in the commands topic
     */
    CommandPosition inboxPosition(PartitionState state, long floor) {
        String topicId = log.topicId(topics.commands());
        CommandPosition known = state.commandPosition();
        if (known != null && !known.topicId().equals(topicId)) {
            throw new CorruptLogException(
                    "%s was recreated: the log speaks of topic id %s, the topic has %s"
                            .formatted(topics.commands(), known.topicId(), topicId));
        }
        long offset = Math.max(known == null ? 0 : known.offset(), floor);
        try (LogReader commands = log.reader(topics.commands())) {
            Set<Integer> one = Set.of(partition);
            long start = commands.starts(one).getOrDefault(partition, 0L);
            long end = commands.ends(one).getOrDefault(partition, 0L);
            if (offset < start || offset > end) {
                throw new CorruptLogException(
                        "position %d is outside of %s partition %d, which holds %d to %d"
                                .formatted(offset, topics.commands(), partition, start, end));
            }
        }
        return new CommandPosition(topicId, offset);
    }
}
