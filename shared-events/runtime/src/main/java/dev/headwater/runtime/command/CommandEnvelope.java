package dev.headwater.runtime.command;

import dev.headwater.runtime.log.StreamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command with what the write path must know about it.
 *
 * @param id the same for every try of the same request: see {@link CommandIds}
 * @param stream which stream it is for
 * @param fingerprint SHA-256 in hex of what was asked: of a client the canonical request body, of a
 *     policy, effect or deadline the source event's id
 * @param origin who sent it
 * @param correlationId the business transaction: the first command's id
 * @param causationId the event or request that caused it
 * @param traceparent W3C trace context, or null
 * @param expectedVersion the version that the stream must have for the command to be decided, or
 *     null when any will do. Checked by the partition's owner, after the memory of answered
 *     commands and before {@code decide}: another version is an outcome {@link
 *     Outcome.Kind#REFUSED} with code {@link Outcome#STALE_VERSION} and status 412
 * @param command what to decide
 */
public record CommandEnvelope<C>(
        UUID id,
        StreamId stream,
        String fingerprint,
        Origin origin,
        String correlationId,
        String causationId,
        @Nullable String traceparent,
        @Nullable Long expectedVersion,
        C command) {

    /** A command that is decided at whatever version the stream has. */
    public CommandEnvelope(
            UUID id,
            StreamId stream,
            String fingerprint,
            Origin origin,
            String correlationId,
            String causationId,
            @Nullable String traceparent,
            C command) {
        this(
                id,
                stream,
                fingerprint,
                origin,
                correlationId,
                causationId,
                traceparent,
                null,
                command);
    }

    /** Who sent a command. Only a client's command occupies the bounded memory of answers. */
    public enum Origin {
        CLIENT,
        POLICY,
        EFFECT,
        DEADLINE
    }
}
