package dev.headwater.runtime.log;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with what the log knows about it.
 *
 * @param stream whose event it is
 * @param version how many events the stream has, this one included: 1, 2, 3… without gaps
 * @param position partition and offset in the source's events topic
 * @param eventId UUIDv5 of service, stream and version
 * @param commandId the command that caused it
 * @param correlationId the business transaction it belongs to: the first command's id
 * @param traceparent W3C trace context of the transaction that appended it, or null
 * @param recordedAt the broker's append time
 * @param type the event's record name, for example {@code OrderPlaced}
 * @param event the fact itself
 */
public record Envelope<E>(
        StreamId stream,
        long version,
        Position position,
        UUID eventId,
        UUID commandId,
        String correlationId,
        @Nullable String traceparent,
        Instant recordedAt,
        String type,
        E event) {

    /** The same place in the log with another body, for readers that map an event further. */
    public <F> Envelope<F> with(F other) {
        return new Envelope<>(
                stream,
                version,
                position,
                eventId,
                commandId,
                correlationId,
                traceparent,
                recordedAt,
                type,
                other);
    }
}
