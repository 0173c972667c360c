package dev.headwater.runtime.log;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.codec.UndecodableException;
import java.util.UUID;

/**
 * Reads the records of an events topic. The one place that knows how an event's headers become an
 * {@link Envelope}. Thread-safe, as its codec is.
 *
 * @param <F> the facts that the codec makes of the records
 */
public final class EnvelopeReader<F> {

    private final String topic;
    private final Codec<F> codec;

    /**
     * @param topic the events topic, named in the errors
     * @param codec decodes the bodies
     */
    public EnvelopeReader(String topic, Codec<F> codec) {
        this.topic = topic;
        this.codec = codec;
    }

    /** What decodes the bodies. */
    public Codec<F> codec() {
        return codec;
    }

    /**
     * The event of a record.
     *
     * @throws UndecodableException when key, body or a header is missing or malformed, or the body
     *     is of no known type; the message names topic, partition and offset
     * @throws SchemaUnavailableException when the registry had to be asked and did not answer: try
     *     again later
     */
    public Envelope<F> read(LogRecord record) {
        try {
            return decode(record);
        } catch (UndecodableException | IllegalArgumentException e) {
            throw new UndecodableException(
                    "%s-%d offset %d is not an event: %s"
                            .formatted(topic, record.partition(), record.offset(), e.getMessage()),
                    e);
        }
    }

    private Envelope<F> decode(LogRecord record) {
        byte[] value = record.value();
        String key = record.key();
        if (key == null || value == null) {
            throw new UndecodableException("it has no %s".formatted(key == null ? "key" : "body"));
        }
        StreamId stream = new StreamId(key);
        long version = Long.parseLong(required(record, Headers.STREAM_VERSION));
        if (version < 1) {
            throw new UndecodableException("its stream version is " + version);
        }
        UUID eventId = UUID.fromString(required(record, Headers.EVENT_ID));
        UUID commandId = UUID.fromString(required(record, Headers.COMMAND_ID));
        String correlationId = required(record, Headers.CORRELATION_ID);
        F event = codec.decode(value);
        return new Envelope<>(
                stream,
                version,
                new Position(record.partition(), record.offset()),
                eventId,
                commandId,
                correlationId,
                record.headers().get(Headers.TRACEPARENT),
                record.recordedAt(),
                codec.typeOf(event),
                event);
    }

    private static String required(LogRecord record, String header) {
        String value = record.headers().get(header);
        if (value == null) {
            throw new UndecodableException("it has no header '" + header + "'");
        }
        return value;
    }
}
