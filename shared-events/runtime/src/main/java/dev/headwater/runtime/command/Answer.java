package dev.headwater.runtime.command;

import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import java.time.Duration;

/** What the gateway tells the caller of a command. */
public sealed interface Answer {

    /**
     * The decision is in the log.
     *
     * @param stream whose
     * @param outcome accepted, refused or failed, with status and body
     * @param topicId of the service's events topic
     * @param lastEvent what a reader must have seen to see this answer; offset -1 when there is
     *     none
     * @param replayed this is the recorded answer of an earlier try
     */
    record Decided(
            StreamId stream, Outcome outcome, String topicId, Position lastEvent, boolean replayed)
            implements Answer {}

    /**
     * The command is in the log and will be decided; not in time for this caller.
     *
     * @param reference names it at {@code /commands/{reference}}
     */
    record Pending(StreamId stream, String reference) implements Answer {}

    /** The same command id came with another payload before: refused, nothing was decided. */
    record KeyReused() implements Answer {}

    /**
     * Unknown, not refused: the caller retries with the same key.
     *
     * @param reason one sentence for people
     * @param retryAfter when it is worth it
     */
    record Unavailable(String reason, Duration retryAfter) implements Answer {}
}
