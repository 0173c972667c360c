package dev.headwater.runtime.command;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The short way of a policy's command when the owner of its partition is this replica: no hop
 * through the commands topic. Nothing rests on it: what it does not take goes by the topic, and a
 * command that took both ways has one effect.
 */
@FunctionalInterface
public interface LocalIntake {

    /**
     * Never blocks.
     *
     * @return empty when the partition is owned elsewhere, not live or its queue is full: use the
     *     topic. Otherwise completes when the command's outcome is in the log, however it was
     *     decided; or exceptionally when that is unknown or did not happen: use the topic
     */
    Optional<CompletableFuture<?>> offer(CommandEnvelope<?> command);

    /** Takes nothing: everything goes by the topic. */
    static LocalIntake none() {
        return _ -> Optional.empty();
    }
}
