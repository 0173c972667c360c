package dev.headwater.orders.api;

import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.log.Envelope;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A moment in the history of one order. */
sealed interface AsOf {

    /** After so many events. */
    record Version(long version) implements AsOf {}

    /** What was recorded by then. */
    record Moment(Instant instant) implements AsOf {}

    String PARAMETER = "asOf";

    Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,17}");

    /** Whether an event belongs to what was known then. */
    default boolean includes(Envelope<?> event) {
        return switch (this) {
            case Version(long version) -> event.version() <= version;
            case Moment(Instant instant) -> !event.recordedAt().isAfter(instant);
        };
    }

    /**
     * The query parameter, or null when it is absent.
     *
     * @throws ProblemException 400 when it is neither a version nor an instant
     */
    static @Nullable AsOf of(UriInfo uri) {
        List<String> values = uri.getQueryParameters().get(PARAMETER);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() == 1) {
            String value = values.getFirst();
            if (DIGITS.matcher(value).matches()) {
                return new Version(Long.parseLong(value));
            }
            try {
                return new Moment(Instant.parse(value));
            } catch (DateTimeParseException _) {
                // Said below, for this and for a parameter that came twice.
            }
        }
        throw Problem.invalidParameter(
                        PARAMETER,
                        "must be a version from 1 or an instant like 2026-01-01T12:00:00Z")
                .asException();
    }
}
