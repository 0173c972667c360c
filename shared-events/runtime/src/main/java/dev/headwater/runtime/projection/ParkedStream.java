package dev.headwater.runtime.projection;

import java.time.Instant;

/**
 * A stream that waits because one of its events could not be folded into a projection.
 *
 * @param projection its name
 * @param streamId whose events wait
 * @param partition of the source's events topic
 * @param firstOffset of the event that could not be folded
 * @param lastOffset of the last event that waits
 * @param events how many wait, the first included
 * @param reason why the first could not be folded
 * @param at when it was parked
 */
public record ParkedStream(
        String projection,
        String streamId,
        int partition,
        long firstOffset,
        long lastOffset,
        long events,
        String reason,
        Instant at) {}
