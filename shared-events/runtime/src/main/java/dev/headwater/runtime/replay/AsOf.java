package dev.headwater.runtime.replay;

import dev.headwater.runtime.log.Envelope;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A point in a stream's life. */
public sealed interface AsOf {

    /** Whether the event had happened by then. */
    boolean includes(Envelope<?> event);

    /** All that is in the log. */
    record Now() implements AsOf {
        @Override
        public boolean includes(Envelope<?> event) {
            return true;
        }
    }

    /** With this many events of the stream. */
    record Version(long version) implements AsOf {
        @Override
        public boolean includes(Envelope<?> event) {
            return event.version() <= version;
        }
    }

    /** With what was recorded until this instant, by the broker's clock. */
    record At(Instant instant) implements AsOf {
        @Override
        public boolean includes(Envelope<?> event) {
            return !event.recordedAt().isAfter(instant);
        }
    }

    /**
     * Reads what a caller asks for.
     *
     * @param text a version from 1 on, an instant in ISO-8601 with its zone, or null for now
     * @throws IllegalArgumentException when it is neither; the message is for the caller
     */
    static AsOf parse(@Nullable String text) {
        if (text == null) {
            return new Now();
        }
        if (text.matches("[1-9][0-9]{0,17}")) {
            return new Version(Long.parseLong(text));
        }
        try {
            return new At(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "a version from 1 on, or an instant such as 2026-01-01T12:00:00Z", e);
        }
    }
}
