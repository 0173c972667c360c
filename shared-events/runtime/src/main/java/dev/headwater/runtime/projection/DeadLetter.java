package dev.headwater.runtime.projection;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parked event as far as it can be read.
 *
 * @param version of the stream
 * @param offset where it lies in the partition of the source's events topic
 * @param at when the broker recorded it
 * @param reason why it could not be folded; null when it only waits behind another
 * @param headers of the record
 * @param type the event's record name; null when it cannot be decoded
 * @param event the fact; null when it cannot be decoded
 * @param value the bytes of the record, whatever they are
 */
public record DeadLetter(
        long version,
        long offset,
        Instant at,
        @Nullable String reason,
        Map<String, String> headers,
        @Nullable String type,
        @Nullable Object event,
        byte @Nullable [] value) {}
