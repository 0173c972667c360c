package dev.headwater.runtime.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {

    private static final Map<String, String> HEADERS =
            Map.of(
                    Headers.EVENT_ID, "00000000-0000-0001-0000-000000000002",
                    Headers.COMMAND_ID, "00000000-0000-0003-0000-000000000004",
                    Headers.STREAM_VERSION, "7",
                    Headers.CORRELATION_ID, "a basket",
                    Headers.TRACEPARENT, "00-1-2-01");

    private final EnvelopeReader<String> reader =
            new EnvelopeReader<>("notes.events", new TextCodec());

    @Test
    void an_event_carries_what_its_headers_and_its_place_tell() {
        assertEquals(
                new Envelope<>(
                        new StreamId("note-1"),
                        7,
                        new Position(3, 14),
                        new UUID(1, 2),
                        new UUID(3, 4),
                        "a basket",
                        "00-1-2-01",
                        Instant.EPOCH,
                        "Text",
                        "written"),
                reader.read(record("note-1", "written", HEADERS)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Headers.EVENT_ID,
                Headers.COMMAND_ID,
                Headers.STREAM_VERSION,
                Headers.CORRELATION_ID
            })
    void an_event_without_one_of_its_headers_is_undecodable(String missing) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.remove(missing);

        UndecodableException refused =
                assertThrows(
                        UndecodableException.class,
                        () -> reader.read(record("note-1", "written", headers)));
        assertEquals(
                "notes.events-3 offset 14 is not an event: it has no header '%s'"
                        .formatted(missing),
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"event-id,x", "command-id,x", "stream-version,0", "stream-version,seven"})
    void malformed_headers_are_undecodable(String header, String value) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(header, value);

        assertThrows(
                UndecodableException.class,
                () -> reader.read(record("note-1", "written", headers)));
    }

    @Test
    void a_record_of_a_stranger_is_undecodable() {
        assertThrows(
                UndecodableException.class, () -> reader.read(record(null, "written", HEADERS)));
        assertThrows(
                UndecodableException.class, () -> reader.read(record("note-1", null, HEADERS)));
        assertThrows(UndecodableException.class, () -> reader.read(record("note-1", "", HEADERS)));
        assertThrows(UndecodableException.class, () -> reader.read(record("Note", "x", HEADERS)));
    }

    private static LogRecord record(
            @Nullable String key, @Nullable String value, Map<String, String> headers) {
        return new LogRecord(
                3,
                14,
                Instant.EPOCH,
                key,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                headers);
    }

    private record TextCodec() implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            if (bytes.length == 0) {
                throw new UndecodableException("empty");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String typeOf(String value) {
            return "Text";
        }
    }
}
