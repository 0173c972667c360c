package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.PartitionLog.Append;
import dev.headwater.runtime.log.PartitionLog.Target;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcomes as records of {@code <svc>.outcomes} and back. Thread-safe. */
final class OutcomeRecords {

    private final Codec<Outcome> codec;

    OutcomeRecords(Codec<Outcome> codec) {
        this.codec = codec;
    }

    /**
     * @param key the stream id, or whatever the record had for one
     * @param position the partition's inbox is decided up to here
     */
    Append encode(
            String key,
            Outcome outcome,
            Origin origin,
            @Nullable CommandPosition position,
            @Nullable String traceparent) {
        Map<String, String> headers = HashMap.newHashMap(4);
        headers.put(Headers.COMMAND_ID, outcome.commandId().toString());
        headers.put(Headers.ORIGIN, origin.name().toLowerCase(Locale.ROOT));
        if (position != null) {
            headers.put(Headers.COMMAND_POSITION, position.text());
        }
        if (traceparent != null) {
            headers.put(Headers.TRACEPARENT, traceparent);
        }
        return new Append(Target.OUTCOMES, key, codec.encode(outcome), headers);
    }

    /**
     * @throws UndecodableException when the record is no outcome
     */
    Outcome decode(LogRecord record) {
        byte[] value = record.value();
        if (value == null) {
            throw new UndecodableException("an outcome without a body");
        }
        return codec.decode(value);
    }
}
