package dev.headwater.runtime.command;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command came to, as it is kept in {@code <svc>.outcomes}.
 *
 * @param commandId whose outcome it is
 * @param commandType the command's record name
 * @param fingerprint of the request that was decided, SHA-256 in hex
 * @param kind accepted, refused, or failed by a defect of ours (which can be redriven)
 * @param repeat another delivery of a command that was answered before; it changed nothing
 * @param code the rule that refused, or null
 * @param detail a sentence for people, or null
 * @param status the HTTP status of the answer
 * @param body the JSON of the answer, or null
 * @param lastEventOffset offset in {@code <svc>.events} of the command's last event; of a refusal
 *     or a command that changed nothing, of the partition's last event before it; -1 when there is
 *     none
 * @param streamVersion the stream's version after it
 */
public record Outcome(
        UUID commandId,
        String commandType,
        String fingerprint,
        Kind kind,
        boolean repeat,
        @Nullable String code,
        @Nullable String detail,
        int status,
        @Nullable String body,
        long lastEventOffset,
        long streamVersion) {

    /** The code of a refusal because the stream was not at {@code expectedVersion}; status 412. */
    public static final String STALE_VERSION = "STALE_VERSION";

    /**
     * {@link #code} of a repeat that carries no answer of its own: {@link #detail} is the offset of
     * the first outcome, which does.
     */
    public static final String REPEATS_OFFSET = "REPEATS_OFFSET";

    public enum Kind {
        ACCEPTED,
        REFUSED,
        FAILED
    }

    /** The same answer for another delivery of the same command. */
    public Outcome repeated() {
        return new Outcome(
                commandId,
                commandType,
                fingerprint,
                kind,
                true,
                code,
                detail,
                status,
                body,
                lastEventOffset,
                streamVersion);
    }
}
