package dev.headwater.runtime.command;

import dev.headwater.runtime.log.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted command answers. Pure: the answer is written into the outcome, so that a repeat
 * gets the same bytes for as long as the log keeps it.
 */
@FunctionalInterface
public interface Replies<C, S> {

    /**
     * @param command what was accepted
     * @param after the stream's state with its events applied
     * @param version the stream's version with its events applied
     */
    Reply reply(StreamId stream, C command, S after, long version);

    /**
     * @param status 200 or 201
     * @param body written as JSON by the service's object mapper, or null for a command that no
     *     client waits for
     */
    record Reply(int status, @Nullable Object body) {

        /** For commands of policies, effects and deadlines: nobody reads the body. */
        public static Reply none() {
            return new Reply(200, null);
        }
    }
}
