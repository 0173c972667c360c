package dev.headwater.runtime.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.command.CommandMemory.Answered;
import dev.headwater.runtime.command.Outcome.Kind;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.decide.Decision.Accepted;
import dev.headwater.runtime.decide.Decision.Rejected;
import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import java.time.Instant;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides a batch of commands on an overlay of a partition's state. Appends nothing and answers
 * nobody: see {@link Decided}. Used by one loop, one batch after the other.
 */
final class BatchDecider {

    /** How a command ended that this service could not decide although it should have. */
    static final String COMMAND_FAILED = "COMMAND_FAILED";

    private static final System.Logger LOG = System.getLogger(BatchDecider.class.getName());

    private final int partition;
    private final Aggregates aggregates;
    private final CommandRecords commands;
    private final OutcomeRecords outcomes;
    private final ToIntFunction<StreamId> partitionOf;
    private final ObjectMapper json;
    private final int recordBytesMax;

    BatchDecider(
            int partition,
            Aggregates aggregates,
            CommandRecords commands,
            OutcomeRecords outcomes,
            ToIntFunction<StreamId> partitionOf,
            ObjectMapper json,
            int recordBytesMax) {
        this.partition = partition;
        this.aggregates = aggregates;
        this.commands = commands;
        this.outcomes = outcomes;
        this.partitionOf = partitionOf;
        this.json = json;
        this.recordBytesMax = recordBytesMax;
    }

    /**
     * @param service prefix of the event ids
     * @param position the inbox's position once this batch is committed
     * @throws dev.headwater.runtime.codec.SchemaUnavailableException when a command's schema is not
     *     known yet: nothing was decided, try again later
     */
    Decided decide(
            String service,
            Mailbox.Batch batch,
            PartitionState state,
            @Nullable CommandPosition position,
            Instant now) {
        Overlay overlay = new Overlay(service, partition, state, outcomes, position, now);
        for (LogRecord record : batch.records()) {
            decideRecord(record, overlay);
        }
        for (HandOff handOff : batch.handOffs()) {
            decideHandOff(handOff, overlay);
        }
        return overlay.decided();
    }

    private void decideHandOff(HandOff handOff, Overlay overlay) {
        CommandEnvelope<?> command = handOff.command();
        byte[] fingerprint = Fingerprints.bytes(command.fingerprint());
        Outcome pending = overlay.outcomeInBatch(command.id());
        if (pending != null) {
            boolean same = pending.fingerprint().equals(Fingerprints.text(fingerprint));
            overlay.reply(
                    handOff,
                    same
                            ? new HandOff.Result.Decided(pending, true)
                            : new HandOff.Result.KeyReused());
            return;
        }
        Answered answered = overlay.answered(command.id());
        if (answered != null) {
            overlay.reply(
                    handOff,
                    answered.answers(fingerprint)
                            ? new HandOff.Result.Recorded(answered.outcomeOffset())
                            : new HandOff.Result.KeyReused());
            return;
        }
        if (command.origin() == Origin.CLIENT && overlay.memoryFull()) {
            overlay.reply(handOff, new HandOff.Result.MemoryFull());
            return;
        }
        Outcome outcome = decideNew(command, fingerprint, overlay, null);
        overlay.reply(handOff, new HandOff.Result.Decided(outcome, false));
    }

    private void decideRecord(LogRecord record, Overlay overlay) {
        CommandEnvelope<?> command;
        try {
            command = commands.decode(record);
            int hashed = partitionOf.applyAsInt(command.stream());
            if (hashed != partition) {
                throw new UndecodableException(
                        "stream %s belongs to partition %d".formatted(command.stream(), hashed));
            }
        } catch (UndecodableException e) {
            overlay.poison(record, e.getMessage());
            return;
        }
        Outcome pending = overlay.outcomeInBatch(command.id());
        Answered answered = overlay.answered(command.id());
        if (pending != null) {
            overlay.repeat(command, pending.repeated());
        } else if (answered != null) {
            overlay.repeat(command, thinRepeat(command, answered, overlay));
        } else {
            decideNew(command, Fingerprints.bytes(command.fingerprint()), overlay, record);
        }
    }

    /**
     * Wakes whoever waits and moves the position. It carries no answer: the one that waits reads
     * the first outcome by the offset in {@code detail}, off this loop.
     */
    private Outcome thinRepeat(CommandEnvelope<?> command, Answered answered, Overlay overlay) {
        return new Outcome(
                command.id(),
                "",
                Fingerprints.text(answered.fingerprint()),
                Kind.ACCEPTED,
                true,
                Outcome.REPEATS_OFFSET,
                Long.toString(answered.outcomeOffset()),
                200,
                null,
                overlay.lastEvent(),
                versionOf(overlay.stream(command.stream())));
    }

    private Outcome decideNew(
            CommandEnvelope<?> command,
            byte[] fingerprint,
            Overlay overlay,
            @Nullable LogRecord record) {
        Aggregates.Entry aggregate = aggregates.of(command.stream());
        if (aggregate == null) {
            throw new IllegalArgumentException("no aggregate owns " + command.stream());
        }
        // Outside of what is caught: a state that is missing is no defect of the command.
        Stream known = overlay.stream(command.stream());
        Stream before = known == null ? aggregate.initial() : known;
        Overlay.Mark mark = overlay.mark();
        Outcome outcome;
        try {
            outcome = apply(command, fingerprint, aggregate, before, overlay);
        } catch (StackOverflowError | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "a command could not be decided: command=%s stream=%s"
                            .formatted(command.id(), command.stream()),
                    e);
            overlay.undo(mark);
            outcome = failed(command, fingerprint, overlay, e);
            overlay.deadLetter(deadLetter(command, record), outcome.detail());
        }
        overlay.record(command, fingerprint, outcome);
        return outcome;
    }

    private Outcome apply(
            CommandEnvelope<?> command,
            byte[] fingerprint,
            Aggregates.Entry aggregate,
            Stream before,
            Overlay overlay) {
        String type = aggregate.aggregate().commands().typeOf(command.command());
        Long expected = command.expectedVersion();
        if (expected != null && expected != before.version()) {
            String detail =
                    "version %d was expected, the stream has version %d"
                            .formatted(expected, before.version());
            return refused(command, type, fingerprint, Outcome.STALE_VERSION, detail, 412, overlay);
        }
        Decision<Object> decision = aggregate.decide(command.command(), before);
        return switch (decision) {
            case Rejected<Object>(var rejection) ->
                    refused(
                            command,
                            type,
                            fingerprint,
                            rejection.code().name(),
                            rejection.detail(),
                            rejection.code().kind().status(),
                            overlay);
            case Accepted<Object>(var events) -> {
                Stream after = overlay.append(command, aggregate, before, events, recordBytesMax);
                Replies.Reply reply =
                        aggregate
                                .aggregate()
                                .replies()
                                .reply(
                                        command.stream(),
                                        command.command(),
                                        after.state(),
                                        after.version());
                yield new Outcome(
                        command.id(),
                        type,
                        Fingerprints.text(fingerprint),
                        Kind.ACCEPTED,
                        false,
                        null,
                        null,
                        reply.status(),
                        text(reply.body()),
                        overlay.lastEvent(),
                        after.version());
            }
        };
    }

    private static Outcome refused(
            CommandEnvelope<?> command,
            String type,
            byte[] fingerprint,
            String code,
            String detail,
            int status,
            Overlay overlay) {
        Stream stream = overlay.stream(command.stream());
        return new Outcome(
                command.id(),
                type,
                Fingerprints.text(fingerprint),
                Kind.REFUSED,
                false,
                code,
                detail,
                status,
                null,
                overlay.lastEvent(),
                versionOf(stream));
    }

    private static Outcome failed(
            CommandEnvelope<?> command, byte[] fingerprint, Overlay overlay, Throwable cause) {
        Stream stream = overlay.stream(command.stream());
        String detail =
                cause instanceof RecordTooLargeException
                        ? String.valueOf(cause.getMessage())
                        : "a defect of the service; the command is kept as a dead letter";
        return new Outcome(
                command.id(),
                command.command().getClass().getSimpleName(),
                Fingerprints.text(fingerprint),
                Kind.FAILED,
                false,
                COMMAND_FAILED,
                detail,
                500,
                null,
                overlay.lastEvent(),
                versionOf(stream));
    }

    private Overlay.DeadLetter deadLetter(CommandEnvelope<?> command, @Nullable LogRecord record) {
        if (record != null && record.value() != null) {
            return new Overlay.DeadLetter(
                    command.stream().value(), record.value(), record.headers());
        }
        CommandRecords.Encoded encoded = commands.encode(command);
        return new Overlay.DeadLetter(encoded.key(), encoded.value(), encoded.headers());
    }

    private static long versionOf(@Nullable Stream stream) {
        return stream == null ? 0 : stream.version();
    }

    private @Nullable String text(@Nullable Object body) {
        try {
            return body == null ? null : json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a reply that cannot be written as JSON", e);
        }
    }
}
