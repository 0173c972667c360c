package dev.headwater.runtime.command;

import java.util.Optional;

/** What became of a command that was answered with {@link Answer.Pending}. */
public interface CommandLookup {

    /**
     * Does not wait for a decision.
     *
     * @param reference as given by {@link Answer.Pending#reference()}; any other string is allowed
     * @return {@link Answer.Decided}, or {@link Answer.Pending} while it is in the log undecided,
     *     or {@link Answer.Unavailable} while this replica cannot tell; empty when no such command
     *     is in the log
     */
    Optional<Answer> find(String reference);
}
