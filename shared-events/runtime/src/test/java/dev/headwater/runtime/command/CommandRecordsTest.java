package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRecordsTest {

    private final CommandRecords records =
            new CommandRecords(
                    new ServiceDefinition("notes", List.of(notes()), List.of(), List.of()));

    @Property
    void what_was_encoded_is_what_is_decoded(@ForAll("commands") CommandEnvelope<String> command) {
        CommandRecords.Encoded encoded = records.encode(command);

        assertEquals(command.stream().value(), encoded.key());
        assertEquals(
                command, records.decode(record(encoded.key(), encoded.value(), encoded.headers())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Headers.COMMAND_ID,
                Headers.FINGERPRINT,
                Headers.ORIGIN,
                Headers.CORRELATION_ID,
                Headers.CAUSATION_ID
            })
    void a_record_without_one_of_its_headers_is_poison(String missing) {
        CommandRecords.Encoded encoded = records.encode(command("note-1"));
        Map<String, String> headers = new HashMap<>(encoded.headers());
        headers.remove(missing);

        UndecodableException refused =
                assertThrows(
                        UndecodableException.class,
                        () -> records.decode(record("note-1", encoded.value(), headers)));
        assertEquals(
                "a command record without the header '%s'".formatted(missing),
                refused.getMessage());
    }

    @Test
    void malformed_headers_and_strange_streams_are_poison() {
        CommandRecords.Encoded encoded = records.encode(command("note-1"));
        assertPoison(record("note-1", encoded.value(), with(encoded, Headers.COMMAND_ID, "7")));
        assertPoison(record("note-1", encoded.value(), with(encoded, Headers.ORIGIN, "stranger")));
        assertPoison(
                record("note-1", encoded.value(), with(encoded, Headers.EXPECTED_VERSION, "x")));
        assertPoison(record("no stream", encoded.value(), encoded.headers()));
        assertPoison(record("order-1", encoded.value(), encoded.headers()));
        assertPoison(record(null, encoded.value(), encoded.headers()));
        assertPoison(record("note-1", null, encoded.headers()));
    }

    @Test
    void the_head_of_a_command_is_readable_when_its_body_is_not() {
        CommandEnvelope<String> command = command("note-1");
        CommandRecords.Encoded encoded = records.encode(command);

        CommandRecords.Head head =
                CommandRecords.head(record("note-1", new byte[] {9}, encoded.headers()));

        assertEquals(command.id(), head.id());
        assertEquals(command.fingerprint(), head.fingerprint());
    }

    @Test
    void a_command_for_a_stream_of_another_service_is_a_defect() {
        assertThrows(IllegalArgumentException.class, () -> records.encode(command("order-1")));
    }

    @Provide
    Arbitrary<CommandEnvelope<String>> commands() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<StreamId> stream =
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .withChars("-._09AZ")
                        .ofMinLength(1)
                        .ofMaxLength(64)
                        .map(id -> StreamId.of("note", id));
        return Combinators.combine(
                        Arbitraries.create(UUID::randomUUID),
                        stream,
                        text,
                        Arbitraries.of(Origin.class),
                        text,
                        text,
                        text.injectNull(0.3),
                        Arbitraries.longs().greaterOrEqual(0).injectNull(0.5))
                .flatAs(
                        (id, on, print, origin, correlation, causation, trace, version) ->
                                text.map(
                                        body ->
                                                new CommandEnvelope<>(
                                                        id,
                                                        on,
                                                        print,
                                                        origin,
                                                        correlation,
                                                        causation,
                                                        trace,
                                                        version,
                                                        body)));
    }

    private void assertPoison(LogRecord record) {
        assertThrows(UndecodableException.class, () -> records.decode(record));
    }

    private static Map<String, String> with(
            CommandRecords.Encoded encoded, String header, String value) {
        Map<String, String> headers = new HashMap<>(encoded.headers());
        headers.put(header, value);
        return headers;
    }

    private static CommandEnvelope<String> command(String stream) {
        return new CommandEnvelope<>(
                new UUID(1, 2),
                new StreamId(stream),
                "ab12",
                Origin.CLIENT,
                "correlation",
                "causation",
                null,
                "write");
    }

    private static LogRecord record(
            @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        return new LogRecord(3, 14, Instant.EPOCH, key, value, headers);
    }

    private static Aggregate<String, String, String> notes() {
        return new Aggregate<>(
                "note",
                new NoteDecider(),
                new TextCodec(),
                new TextCodec(),
                (_, _, _, _) -> Replies.Reply.none());
    }

    private record NoteDecider() implements Decider<String, String, String> {
        @Override
        public String initialState() {
            return "";
        }

        @Override
        public Decision<String> decide(String command, String state) {
            return Decision.accept(command);
        }

        @Override
        public String evolve(String state, String event) {
            return state + event;
        }
    }

    private record TextCodec() implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_16BE);
        }

        @Override
        public String decode(byte[] bytes) {
            if (bytes.length % 2 == 1) {
                throw new UndecodableException("half a character");
            }
            return new String(bytes, StandardCharsets.UTF_16BE);
        }

        @Override
        public String typeOf(String value) {
            return "Text";
        }
    }
}
