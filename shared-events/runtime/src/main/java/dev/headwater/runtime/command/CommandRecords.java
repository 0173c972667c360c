package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Commands as records of {@code <svc>.commands} and back. The one place that knows their headers:
 * the gateway and the policies write with it, the partition's owner reads with it. Thread-safe.
 */
public final class CommandRecords {

    /**
     * What goes into the record; topic and partition follow from the service and the key.
     *
     * @param key the stream id
     * @param value the command in its aggregate's wire form
     * @param headers UTF-8
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the log, compared nowhere
    public record Encoded(String key, byte[] value, Map<String, String> headers) {

        public Encoded {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * What the headers alone tell: enough to record what became of a command whose body cannot be
     * decoded. The fields are those of {@link CommandEnvelope}.
     */
    public record Head(
            UUID id,
            StreamId stream,
            String fingerprint,
            Origin origin,
            String correlationId,
            String causationId,
            @Nullable String traceparent,
            @Nullable Long expectedVersion) {}

    private final String service;
    private final Map<String, Aggregate<?, ?, ?>> byCategory;

    public CommandRecords(ServiceDefinition definition) {
        service = definition.name();
        byCategory =
                definition.aggregates().stream()
                        .collect(Collectors.toMap(Aggregate::category, Function.identity()));
    }

    /**
     * The record of a command.
     *
     * @throws IllegalArgumentException when no aggregate of this service has the stream's category
     * @throws ClassCastException when the command is not one of that aggregate's
     */
    public Encoded encode(CommandEnvelope<?> command) {
        Aggregate<?, ?, ?> aggregate = byCategory.get(command.stream().category());
        if (aggregate == null) {
            throw new IllegalArgumentException(
                    "%s owns no stream like %s".formatted(service, command.stream()));
        }
        return new Encoded(
                command.stream().value(),
                encodeBody(aggregate.commands(), command.command()),
                headers(command));
    }

    /**
     * The command of a record.
     *
     * @throws UndecodableException when the record is of no command of this service: poison
     * @throws SchemaUnavailableException when the registry had to be asked and did not answer: try
     *     again later
     */
    public CommandEnvelope<?> decode(LogRecord record) {
        Head head = head(record);
        byte[] value = record.value();
        if (value == null) {
            throw new UndecodableException("a command record without a body");
        }
        Aggregate<?, ?, ?> aggregate = byCategory.get(head.stream().category());
        if (aggregate == null) {
            throw new UndecodableException(
                    "%s owns no stream like %s".formatted(service, head.stream()));
        }
        return new CommandEnvelope<>(
                head.id(),
                head.stream(),
                head.fingerprint(),
                head.origin(),
                head.correlationId(),
                head.causationId(),
                head.traceparent(),
                head.expectedVersion(),
                aggregate.commands().decode(value));
    }

    /**
     * What a record's key and headers tell, its body aside.
     *
     * @throws UndecodableException when one of them is missing or malformed: nobody can be answered
     */
    public static Head head(LogRecord record) {
        String key = record.key();
        if (key == null) {
            throw new UndecodableException("a command record without a key");
        }
        String expected = record.headers().get(Headers.EXPECTED_VERSION);
        try {
            return new Head(
                    UUID.fromString(required(record, Headers.COMMAND_ID)),
                    new StreamId(key),
                    required(record, Headers.FINGERPRINT),
                    Origin.valueOf(required(record, Headers.ORIGIN).toUpperCase(Locale.ROOT)),
                    required(record, Headers.CORRELATION_ID),
                    required(record, Headers.CAUSATION_ID),
                    record.headers().get(Headers.TRACEPARENT),
                    expected == null ? null : Long.valueOf(expected));
        } catch (IllegalArgumentException e) {
            throw new UndecodableException("a malformed command record: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> headers(CommandEnvelope<?> command) {
        Map<String, String> headers = new HashMap<>();
        headers.put(Headers.COMMAND_ID, command.id().toString());
        headers.put(Headers.FINGERPRINT, command.fingerprint());
        headers.put(Headers.ORIGIN, command.origin().name().toLowerCase(Locale.ROOT));
        headers.put(Headers.CORRELATION_ID, command.correlationId());
        headers.put(Headers.CAUSATION_ID, command.causationId());
        if (command.traceparent() != null) {
            headers.put(Headers.TRACEPARENT, command.traceparent());
        }
        if (command.expectedVersion() != null) {
            headers.put(Headers.EXPECTED_VERSION, command.expectedVersion().toString());
        }
        return headers;
    }

    /** The envelope does not carry its aggregate's type; the codec checks what it is given. */
    @SuppressWarnings("unchecked")
    private static <C> byte[] encodeBody(Codec<C> codec, Object command) {
        return codec.encode((C) command);
    }

    private static String required(LogRecord record, String header) {
        String value = record.headers().get(header);
        if (value == null) {
            throw new UndecodableException("a command record without the header '" + header + "'");
        }
        return value;
    }
}
