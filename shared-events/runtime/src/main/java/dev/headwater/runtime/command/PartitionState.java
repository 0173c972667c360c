package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.command.CommandMemory.Answered;
import dev.headwater.runtime.command.Decided.NewAnswer;
import dev.headwater.runtime.command.Decided.NewEvent;
import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.snapshot.SnapshotHead;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one partition's owner knows: the fold of the committed events and outcomes, and nothing else
 * (I7), begun with none or with a snapshot of it. Changed by replay and by promotion after a
 * commit. Not thread-safe.
 */
final class PartitionState {

    private final int partition;
    private final Aggregates aggregates;
    private final StreamCache streams;
    private final CommandMemory answers;
    private final FollowUps followUps;

    private long nextEvent;
    private long nextOutcome;
    private long lastEvent = -1;
    private @Nullable CommandPosition commandPosition;

    PartitionState(
            int partition,
            Aggregates aggregates,
            StreamCache streams,
            CommandMemory answers,
            FollowUps followUps) {
        this.partition = partition;
        this.aggregates = aggregates;
        this.streams = streams;
        this.answers = answers;
        this.followUps = followUps;
    }

    /**
     * The stream as its committed events left it; null when it has none.
     *
     * @throws StateMissingException when it is not in memory and may exist
     */
    @Nullable Stream stream(StreamId id) {
        Stream stream = streams.get(id);
        if (stream == null && !streams.complete()) {
            throw new StateMissingException(id);
        }
        return stream == null || stream.version() == 0 ? null : stream;
    }

    /** Those of the streams that this service may have, and that are not in memory. */
    Set<StreamId> notInMemory(Set<StreamId> asked) {
        return asked.stream()
                .filter(id -> streams.get(id) == null && aggregates.of(id) != null)
                .collect(Collectors.toSet());
    }

    /** The streams in memory, and what of them waits to be saved. */
    StreamCache cache() {
        return streams;
    }

    FollowUps followUps() {
        return followUps;
    }

    CommandMemory answers() {
        return answers;
    }

    /** Where the next event will lie, and where a replay of events goes on. */
    long nextEvent() {
        return nextEvent;
    }

    /** Where a replay of outcomes goes on. */
    long nextOutcome() {
        return nextOutcome;
    }

    /** Offset of the partition's last event, -1 when it has none. */
    long lastEvent() {
        return lastEvent;
    }

    /** The highest command position on any event or outcome, or null when none carries one. */
    @Nullable CommandPosition commandPosition() {
        return commandPosition;
    }

    /**
     * Folds an event of the log.
     *
     * @throws CorruptLogException when it is not the next version of its stream, or no event
     */
    void replayEvent(LogRecord record) {
        Envelope<Object> envelope = read(record);
        StreamId id = envelope.stream();
        Aggregates.Entry aggregate = aggregate(id, record);
        Stream known = stream(id);
        Stream before = known == null ? aggregate.initial() : known;
        if (envelope.version() != before.version() + 1) {
            throw new CorruptLogException(
                    "stream %s: version %d follows %d, at partition %d offset %d"
                            .formatted(
                                    id,
                                    envelope.version(),
                                    before.version(),
                                    partition,
                                    record.offset()));
        }
        Stream after = aggregate.evolve(before, envelope.event());
        streams.changed(id, after);
        lastEvent = record.offset();
        nextEvent = record.offset() + 1;
        raise(record.headers().get(Headers.COMMAND_POSITION));
        followUps.event(aggregate.aggregate(), envelope, after);
    }

    /** Folds an outcome of the log. */
    void replayOutcome(LogRecord record, OutcomeRecords outcomes) {
        try {
            Outcome outcome = outcomes.decode(record);
            String origin = record.headers().getOrDefault(Headers.ORIGIN, "client");
            answers.remember(
                    outcome.commandId(),
                    Origin.valueOf(origin.toUpperCase(Locale.ROOT)),
                    new Answered(
                            Fingerprints.bytes(outcome.fingerprint()),
                            record.offset(),
                            record.recordedAt()));
            raise(record.headers().get(Headers.COMMAND_POSITION));
        } catch (UndecodableException | IllegalArgumentException e) {
            throw new CorruptLogException(
                    "partition %d offset %d is no outcome: %s"
                            .formatted(partition, record.offset(), e.getMessage()),
                    e);
        }
        nextOutcome = record.offset() + 1;
    }

    /** The replay has seen everything below these offsets, control records included. */
    void caughtUp(long events, long outcomes) {
        nextEvent = Math.max(nextEvent, events);
        nextOutcome = Math.max(nextOutcome, outcomes);
    }

    /** Where the inbox goes on after a replay. */
    void inboxAt(CommandPosition position) {
        commandPosition = position;
    }

    /**
     * The transaction is through: the overlay becomes the truth, and is told from now on.
     *
     * @param offsets of the batch's appends, in their order
     */
    void promote(Decided decided, List<Long> offsets, Instant now) {
        for (int i = 0; i < offsets.size(); i++) {
            // Behind the last record of each topic lies the marker that ends the transaction.
            switch (decided.appends().get(i).target()) {
                case EVENTS -> nextEvent = offsets.get(i) + 2;
                case OUTCOMES -> nextOutcome = offsets.get(i) + 2;
                case DEAD_LETTERS -> {}
            }
        }
        commandPosition = decided.position();
        for (NewAnswer each : decided.answers()) {
            Answered answered = new Answered(each.fingerprint(), offsets.get(each.append()), now);
            answers.remember(each.command(), each.origin(), answered);
        }
        for (NewEvent each : decided.events()) {
            Envelope<Object> envelope = each.envelope();
            streams.changed(envelope.stream(), each.after());
            lastEvent = envelope.position().offset();
            Aggregates.Entry aggregate = aggregates.of(envelope.stream());
            if (aggregate != null) {
                followUps.event(aggregate.aggregate(), envelope, each.after());
            }
        }
    }

    /** Begins with a snapshot instead of nothing; its answers and open work come in addition. */
    void startAt(SnapshotHead head) {
        nextEvent = head.nextEvent();
        nextOutcome = head.nextOutcome();
        lastEvent = head.lastEvent();
        commandPosition = head.commandPosition();
        streams.startIncomplete();
    }

    /** Takes what the next snapshot has to hold. */
    Changes beginSave(long answersSince, Instant now) {
        Map<StreamId, Stream> changed = streams.beginSave();
        Map<StreamId, OpenWork> work = new HashMap<>();
        for (StreamId id : changed.keySet()) {
            OpenWork open = followUps.openWork(id);
            if (open != null) {
                work.put(id, open);
            }
        }
        return new Changes(
                nextEvent,
                nextOutcome,
                lastEvent,
                commandPosition,
                changed,
                work,
                answers.since(answersSince, true),
                answers.since(answersSince, false),
                answers.oldest(true, now, nextOutcome),
                answers.oldest(false, now, nextOutcome));
    }

    private Envelope<Object> read(LogRecord record) {
        try {
            StreamId id = new StreamId(String.valueOf(record.key()));
            return aggregate(id, record).reader().read(record);
        } catch (UndecodableException | IllegalArgumentException e) {
            throw new CorruptLogException(
                    "partition %d offset %d is no event of this service: %s"
                            .formatted(partition, record.offset(), e.getMessage()),
                    e);
        }
    }

    private Aggregates.Entry aggregate(StreamId id, LogRecord record) {
        Aggregates.Entry aggregate = aggregates.of(id);
        if (aggregate == null) {
            throw new CorruptLogException(
                    "stream %s at partition %d offset %d is of no aggregate of this service"
                            .formatted(id, partition, record.offset()));
        }
        return aggregate;
    }

    private void raise(@Nullable String header) {
        if (header == null) {
            return;
        }
        CommandPosition seen = CommandPosition.parse(header);
        if (commandPosition == null
                || !commandPosition.topicId().equals(seen.topicId())
                || seen.offset() > commandPosition.offset()) {
            commandPosition = seen;
        }
    }
}
