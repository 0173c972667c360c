package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Deadlines.Due;
import dev.headwater.runtime.process.Effect;
import dev.headwater.runtime.snapshot.StateForm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The smallest aggregate with a deadline and an effect: asked for, then answered or expired. */
final class Loan {

    sealed interface Command {
        record Ask(Instant due) implements Command {}

        record Answer() implements Command {}

        record Expire() implements Command {}
    }

    /**
     * @param due null for what ends it
     */
    record Event(String type, @Nullable Instant due) {}

    record State(String status, @Nullable Instant due) {}

    private Loan() {}

    static ServiceDefinition service() {
        return new ServiceDefinition(
                "bank",
                List.of(
                        new Aggregate<Command, State, Event>(
                                        "loan",
                                        new Rules(),
                                        COMMANDS,
                                        EVENTS,
                                        (stream, command, state, version) ->
                                                new Replies.Reply(
                                                        200, Map.of("status", state.status())),
                                        state ->
                                                Optional.ofNullable(state.due())
                                                        .map(
                                                                at ->
                                                                        new Due<>(
                                                                                "expiry",
                                                                                at,
                                                                                new Command
                                                                                        .Expire())),
                                        new Call())
                                .savedAs(StateForm.of(State.class, 1))),
                List.of(),
                List.of());
    }

    private static final class Rules implements Decider<Command, State, Event> {
        @Override
        public State initialState() {
            return new State("new", null);
        }

        @Override
        public Decision<Event> decide(Command command, State state) {
            return switch (command) {
                case Command.Ask(Instant due) -> Decision.accept(new Event("Asked", due));
                case Command.Answer _ ->
                        state.due() == null
                                ? Decision.unchanged()
                                : Decision.accept(new Event("Answered", null));
                case Command.Expire _ ->
                        state.due() == null
                                ? Decision.unchanged()
                                : Decision.accept(new Event("Expired", null));
            };
        }

        @Override
        public State evolve(State state, Event event) {
            return new State(event.type(), event.due());
        }
    }

    private static final class Call implements Effect<Event, Command> {
        @Override
        public boolean opens(Event event) {
            return event.due() != null;
        }

        @Override
        public boolean closes(Event intent, Event later) {
            return later.due() == null;
        }

        @Override
        public Command call(StreamId stream, Event intent, UUID key) {
            return new Command.Answer();
        }
    }

    static final Codec<Command> COMMANDS =
            new Codec<>() {
                @Override
                public byte[] encode(Command value) {
                    return bytes(value instanceof Command.Ask(Instant due) ? "" + due : "-");
                }

                @Override
                public Command decode(byte[] value) {
                    throw new UndecodableException("these tests hand their commands over");
                }

                @Override
                public String typeOf(Command value) {
                    return value.getClass().getSimpleName();
                }
            };

    static final Codec<Event> EVENTS =
            new Codec<>() {
                @Override
                public byte[] encode(Event value) {
                    return bytes(value.type() + " " + (value.due() == null ? "" : value.due()));
                }

                @Override
                public Event decode(byte[] value) {
                    String[] words = new String(value, StandardCharsets.UTF_8).split(" ", 0);
                    return new Event(words[0], words.length < 2 ? null : Instant.parse(words[1]));
                }

                @Override
                public String typeOf(Event value) {
                    return value.type();
                }
            };

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
