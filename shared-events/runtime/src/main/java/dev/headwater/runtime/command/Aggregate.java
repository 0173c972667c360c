package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.process.Deadlines;
import dev.headwater.runtime.process.Effect;
import dev.headwater.runtime.snapshot.StateForm;
import org.jspecify.annotations.Nullable;

/**
 * One kind of stream that a service owns: its rules, its wire forms, and what follows from its
 * state and events.
 *
 * @param category what the stream ids start with, {@code order} in {@code order-7f3a}
 * @param decider the rules
 * @param commands wire form of the commands
 * @param events wire form of the events
 * @param replies what an accepted command answers
 * @param deadlines commands that fall due by time; {@link Deadlines#none()} when there are none
 * @param effect calls to the outside that events ask for, or null
 * @param form the state in a snapshot, or null: then the service takes none
 */
public record Aggregate<C, S, E>(
        String category,
        Decider<C, S, E> decider,
        Codec<C> commands,
        Codec<E> events,
        Replies<C, S> replies,
        Deadlines<S, C> deadlines,
        @Nullable Effect<E, C> effect,
        @Nullable StateForm<S> form) {

    public Aggregate(
            String category,
            Decider<C, S, E> decider,
            Codec<C> commands,
            Codec<E> events,
            Replies<C, S> replies) {
        this(category, decider, commands, events, replies, Deadlines.none(), null, null);
    }

    public Aggregate(
            String category,
            Decider<C, S, E> decider,
            Codec<C> commands,
            Codec<E> events,
            Replies<C, S> replies,
            Deadlines<S, C> deadlines,
            @Nullable Effect<E, C> effect) {
        this(category, decider, commands, events, replies, deadlines, effect, null);
    }

    /** The same aggregate, whose states are kept in snapshots in this form. */
    public Aggregate<C, S, E> savedAs(StateForm<S> stateForm) {
        return new Aggregate<>(
                category, decider, commands, events, replies, deadlines, effect, stateForm);
    }
}
