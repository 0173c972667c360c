package dev.headwater.runtime.process.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DenseVersionsTest {

    private final DenseVersions versions = new DenseVersions(2);

    @Test
    void versions_in_order_are_right_from_wherever_one_begins() {
        assertEquals(Optional.empty(), seen("order-1", 4, 10));
        assertEquals(Optional.empty(), seen("order-1", 5, 11));
        assertEquals(Optional.empty(), seen("order-1", 6, 15));
    }

    @Test
    void reading_again_is_no_violation() {
        seen("order-1", 1, 10);
        seen("order-1", 2, 11);

        assertEquals(Optional.empty(), seen("order-1", 1, 10));
        assertEquals(Optional.empty(), seen("order-1", 2, 11));
        assertEquals(Optional.empty(), seen("order-1", 3, 12));
    }

    @Test
    void a_gap_a_repeat_and_a_step_back_are_violations() {
        seen("order-1", 4, 10);

        assertEquals(
                Optional.of(
                        "stream order-1 has version 6 at offset 11 after version 4 at offset 10"),
                seen("order-1", 6, 11));
        assertEquals(true, seen("order-1", 4, 11).isPresent());
        assertEquals(true, seen("order-1", 3, 11).isPresent());
        assertEquals(Optional.empty(), seen("order-1", 5, 11));
    }

    @Test
    void the_stream_not_seen_for_longest_is_forgotten() {
        seen("order-1", 1, 10);
        seen("order-2", 1, 11);
        seen("order-1", 2, 12);
        seen("order-3", 1, 13);

        assertEquals(true, seen("order-1", 9, 14).isPresent());
        assertEquals(Optional.empty(), seen("order-2", 9, 15));
    }

    private Optional<String> seen(String stream, long version, long offset) {
        return versions.violation(
                new Envelope<>(
                        new StreamId(stream),
                        version,
                        new Position(0, offset),
                        new UUID(1, version),
                        new UUID(2, version),
                        "correlation",
                        null,
                        Instant.EPOCH,
                        "Text",
                        "event"));
    }
}
