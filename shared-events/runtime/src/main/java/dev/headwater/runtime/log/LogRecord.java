package dev.headwater.runtime.log;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lies in a topic, not decoded.
 *
 * @param partition 0-based
 * @param offset Kafka's offset
 * @param recordedAt the broker's append time
 * @param key the stream id, or null in a record that a stranger wrote
 * @param value the body, or null in a record that a stranger wrote
 * @param headers UTF-8; where a name repeats, the last one
 */
public record LogRecord(
        int partition,
        long offset,
        Instant recordedAt,
        @Nullable String key,
        byte @Nullable [] value,
        Map<String, String> headers) {}
