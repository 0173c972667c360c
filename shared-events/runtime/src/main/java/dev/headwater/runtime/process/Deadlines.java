package dev.headwater.runtime.process;

import java.time.Instant;
import java.util.Optional;

/**
 * What falls due on a stream, as a function of its state: durable because the state is, rebuilt by
 * the same replay, and cancelled by the state changing. The partition's owner watches the clock;
 * the command carries the due time, and decide compares no clock.
 */
@FunctionalInterface
public interface Deadlines<S, C> {

    /** The one deadline that is open in this state, or empty. */
    Optional<Due<C>> of(S state);

    /**
     * A command that falls due.
     *
     * @param name unique on its stream for ever; part of the command id
     * @param at when it falls due
     * @param command what to decide then
     */
    record Due<C>(String name, Instant at, C command) {}

    static <S, C> Deadlines<S, C> none() {
        return _ -> Optional.empty();
    }
}
