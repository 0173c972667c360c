package dev.headwater.runtime.projection;

import java.time.Instant;

/**
 * An event that a projection passes over, because an operator decided so.
 *
 * @param projection its name; others fold the event
 * @param streamId whose event
 * @param version of the stream
 * @param reason why, in the operator's words
 * @param at when it was recorded
 */
public record SkippedEvent(
        String projection, String streamId, long version, String reason, Instant at) {}
