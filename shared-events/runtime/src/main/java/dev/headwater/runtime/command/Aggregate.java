package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.process.Deadlines;
import dev.headwater.runtime.process.Effect;
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
 */
public record Aggregate<C, S, E>(
        String category,
        Decider<C, S, E> decider,
        Codec<C> commands,
        Codec<E> events,
        Replies<C, S> replies,
        Deadlines<S, C> deadlines,
        @Nullable Effect<E, C> effect) {

    public Aggregate(
            String category,
            Decider<C, S, E> decider,
            Codec<C> commands,
            Codec<E> events,
            Replies<C, S> replies) {
        this(category, decider, commands, events, replies, Deadlines.none(), null);
    }
}
