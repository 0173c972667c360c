package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.command.CommandMemory.Answered;
import dev.headwater.runtime.command.Decided.NewAnswer;
import dev.headwater.runtime.command.Decided.NewEvent;
import dev.headwater.runtime.command.Outcome.Kind;
import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.PartitionLog.Append;
import dev.headwater.runtime.log.PartitionLog.Target;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One batch's uncommitted changes over a partition's state. Dropped or promoted as a whole. */
final class Overlay {

    private static final byte[] NOTHING = new byte[0];

    private final String service;
    private final int partition;
    private final PartitionState state;
    private final OutcomeRecords outcomes;
    private final @Nullable CommandPosition position;
    private final Instant now;
    private final Map<StreamId, Stream> streams = new HashMap<>();
    private final Map<UUID, Outcome> decided = new HashMap<>();
    private final List<Append> appends = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final List<NewAnswer> answers = new ArrayList<>();
    private final List<Decided.Reply> replies = new ArrayList<>();

    Overlay(
            String service,
            int partition,
            PartitionState state,
            OutcomeRecords outcomes,
            @Nullable CommandPosition position,
            Instant now) {
        this.service = service;
        this.partition = partition;
        this.state = state;
        this.outcomes = outcomes;
        this.position = position;
        this.now = now;
    }

    /** Where a command that fails half-way is taken back to. */
    record Mark(int appends, int events) {}

    /** Raw bytes of what could not be decided. */
    record DeadLetter(String key, byte[] value, Map<String, String> headers) {}

    Mark mark() {
        return new Mark(appends.size(), events.size());
    }

    void undo(Mark mark) {
        for (NewEvent undone : events.subList(mark.events(), events.size()).reversed()) {
            StreamId id = undone.envelope().stream();
            streams.remove(id);
            for (NewEvent kept : events.subList(0, mark.events())) {
                if (kept.envelope().stream().equals(id)) {
                    streams.put(id, kept.after());
                }
            }
        }
        appends.subList(mark.appends(), appends.size()).clear();
        events.subList(mark.events(), events.size()).clear();
    }

    @Nullable Stream stream(StreamId id) {
        Stream changed = streams.get(id);
        return changed == null ? state.stream(id) : changed;
    }

    /** The outcome of the same command earlier in this batch, or null. */
    @Nullable Outcome outcomeInBatch(UUID command) {
        return decided.get(command);
    }

    @Nullable Answered answered(UUID command) {
        return state.answers().find(command, now);
    }

    boolean memoryFull() {
        return state.answers().full(answers.size(), now);
    }

    /** Offset of the partition's last event once this batch is committed. */
    long lastEvent() {
        return events.isEmpty()
                ? state.lastEvent()
                : events.getLast().envelope().position().offset();
    }

    /**
     * @throws RecordTooLargeException when an event would not fit into the log
     */
    Stream append(
            CommandEnvelope<?> command,
            Aggregates.Entry aggregate,
            Stream before,
            List<Object> facts,
            int recordBytesMax) {
        Stream stream = before;
        for (int index = 0; index < facts.size(); index++) {
            Object fact = facts.get(index);
            stream = aggregate.evolve(stream, fact);
            String type = aggregate.aggregate().events().typeOf(fact);
            byte[] value = aggregate.aggregate().events().encode(fact);
            if (value.length > recordBytesMax) {
                throw new RecordTooLargeException(type, value.length, recordBytesMax);
            }
            UUID eventId = Ids.event(service, command.stream(), stream.version());
            appends.add(
                    new Append(
                            Target.EVENTS,
                            command.stream().value(),
                            value,
                            headers(command, eventId, stream.version(), index, facts.size())));
            events.add(
                    new NewEvent(
                            new Envelope<>(
                                    command.stream(),
                                    stream.version(),
                                    new Position(partition, state.nextEvent() + events.size()),
                                    eventId,
                                    command.id(),
                                    command.correlationId(),
                                    command.traceparent(),
                                    now,
                                    type,
                                    fact),
                            stream));
        }
        if (!facts.isEmpty()) {
            streams.put(command.stream(), stream);
        }
        return stream;
    }

    private Map<String, String> headers(
            CommandEnvelope<?> command, UUID eventId, long version, int index, int count) {
        Map<String, String> headers = HashMap.newHashMap(9);
        headers.put(Headers.EVENT_ID, eventId.toString());
        headers.put(Headers.COMMAND_ID, command.id().toString());
        headers.put(Headers.STREAM_VERSION, Long.toString(version));
        headers.put(Headers.EVENT_INDEX, Integer.toString(index));
        headers.put(Headers.EVENT_COUNT, Integer.toString(count));
        headers.put(Headers.CAUSATION_ID, command.causationId());
        headers.put(Headers.CORRELATION_ID, command.correlationId());
        if (position != null) {
            headers.put(Headers.COMMAND_POSITION, position.text());
        }
        if (command.traceparent() != null) {
            headers.put(Headers.TRACEPARENT, command.traceparent());
        }
        return headers;
    }

    /** A command's first outcome. */
    void record(CommandEnvelope<?> command, byte[] fingerprint, Outcome outcome) {
        answers.add(
                new NewAnswer(
                        command.id(),
                        command.origin(),
                        fingerprint,
                        outcome.kind(),
                        appends.size()));
        decided.put(command.id(), outcome);
        repeat(command, outcome);
    }

    /** Another outcome of a command that has one. */
    void repeat(CommandEnvelope<?> command, Outcome outcome) {
        appends.add(
                outcomes.encode(
                        command.stream().value(),
                        outcome,
                        command.origin(),
                        position,
                        command.traceparent()));
    }

    void deadLetter(DeadLetter letter, @Nullable String reason) {
        Map<String, String> headers = new HashMap<>(letter.headers());
        headers.put(Headers.DEAD_LETTER_REASON, String.valueOf(reason));
        appends.add(new Append(Target.DEAD_LETTERS, letter.key(), letter.value(), headers));
    }

    /**
     * A record of the inbox that is no command of this partition: kept as a dead letter, and given
     * an outcome, because only events and outcomes carry the position that steps over it.
     */
    void poison(LogRecord record, @Nullable String reason) {
        String key = record.key() == null ? "" : record.key();
        byte[] value = record.value() == null ? NOTHING : record.value();
        Map<String, String> headers = new HashMap<>(record.headers());
        headers.put(Headers.DEAD_LETTER_SOURCE, record.partition() + "@" + record.offset());
        deadLetter(new DeadLetter(key, value, headers), reason);
        CommandRecords.@Nullable Head head = head(record);
        UUID command = head == null ? poisonId(record) : head.id();
        Origin origin = head == null ? Origin.POLICY : head.origin();
        byte[] fingerprint = Fingerprints.bytes(head == null ? "" : head.fingerprint());
        boolean repeat = decided.containsKey(command) || answered(command) != null;
        Outcome failed =
                new Outcome(
                        command,
                        "",
                        Fingerprints.text(fingerprint),
                        Kind.FAILED,
                        repeat,
                        BatchDecider.COMMAND_FAILED,
                        "the command cannot be read; it is kept as a dead letter",
                        500,
                        null,
                        lastEvent(),
                        0);
        if (!repeat) {
            answers.add(new NewAnswer(command, origin, fingerprint, Kind.FAILED, appends.size()));
            decided.put(command, failed);
        }
        appends.add(
                outcomes.encode(
                        key, failed, origin, position, head == null ? null : head.traceparent()));
    }

    private static CommandRecords.@Nullable Head head(LogRecord record) {
        try {
            return CommandRecords.head(record);
        } catch (UndecodableException e) {
            return null;
        }
    }

    private UUID poisonId(LogRecord record) {
        String inbox = position == null ? "" : position.topicId();
        return Ids.uuid5(
                "poison",
                service,
                inbox,
                Integer.toString(partition),
                Long.toString(record.offset()));
    }

    void reply(HandOff handOff, HandOff.Result result) {
        replies.add(new Decided.Reply(handOff, result));
    }

    Decided decided() {
        return new Decided(appends, events, answers, replies, position);
    }
}
