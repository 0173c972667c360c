package dev.headwater.runtime.command;

import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.PartitionLog.Barrier;
import dev.headwater.runtime.log.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings a partition's state up to a barrier, and finds where its inbox goes on. Appends nothing
 * and calls nothing outside (I14).
 */
final class PartitionReplay {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Log log;
    private final Topics topics;
    private final int partition;
    private final OutcomeRecords outcomes;
    private final BooleanSupplier cancelled;

    PartitionReplay(
            Log log,
            Topics topics,
            int partition,
            OutcomeRecords outcomes,
            BooleanSupplier cancelled) {
        this.log = log;
        this.topics = topics;
        this.partition = partition;
        this.outcomes = outcomes;
        this.cancelled = cancelled;
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
            read(events, state.nextEvent(), barrier.events(), state::replayEvent);
        }
        try (LogReader reader = log.reader(topics.outcomes())) {
            long from = Math.max(state.nextOutcome(), startOf(reader));
            read(reader, from, barrier.outcomes(), record -> state.replayOutcome(record, outcomes));
        }
        state.caughtUp(barrier.events(), barrier.outcomes());
    }

    private void read(LogReader reader, long from, long to, Consumer<LogRecord> fold) {
        if (from >= to) {
            return;
        }
        reader.assign(Map.of(partition, from));
        // Control records occupy offsets: only the position tells that the barrier is reached.
        while (reader.position(partition) < to && !cancelled.getAsBoolean()) {
            for (LogRecord record : reader.poll(POLL)) {
                if (record.offset() < to) {
                    fold.accept(record);
                }
            }
        }
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
