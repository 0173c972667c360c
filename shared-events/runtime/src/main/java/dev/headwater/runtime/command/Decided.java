package dev.headwater.runtime.command;

import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.PartitionLog.Append;
import dev.headwater.runtime.observe.Meters;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch, decided on an overlay and not yet committed. Nothing of it may be seen by anybody before
 * the commit; all of it is dropped when the commit fails.
 *
 * @param appends events, outcomes and dead letters, in order
 * @param events the new events with the streams' states after each
 * @param answers what to remember of each decided command
 * @param handOffs whom to answer after the commit
 * @param position how far the inbox is decided then, or null when it never held anything
 */
record Decided(
        List<Append> appends,
        List<NewEvent> events,
        List<NewAnswer> answers,
        List<Reply> handOffs,
        @Nullable CommandPosition position) {

    /** Counts the batch, once it is committed. */
    void count(Meters meters, Mailbox.Batch batch, Duration cycle) {
        int commands = batch.handOffs().size() + batch.records().size();
        meters.transaction(cycle, commands);
        for (NewAnswer each : answers) {
            meters.command(word(each.kind()), word(each.origin()));
        }
        for (int i = answers.size(); i < commands; i++) {
            meters.command("repeat", "any");
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param envelope with the offset that it will have
     */
    record NewEvent(Envelope<Object> envelope, Stream after) {}

    /**
     * @param append index of its outcome in {@link Decided#appends}
     */
    record NewAnswer(
            UUID command, Origin origin, byte[] fingerprint, Outcome.Kind kind, int append) {}

    record Reply(HandOff handOff, HandOff.Result result) {}
}
