package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.decide.Rejection;
import dev.headwater.runtime.snapshot.StateForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The smallest aggregate with a rule: a balance that cannot go below zero. */
final class Account {

    sealed interface Command {
        record Add(int amount) implements Command {}

        record Take(int amount) implements Command {}

        /** What a defect looks like. */
        record Explode() implements Command {}
    }

    record Changed(int by) {}

    enum Code implements Rejection.Code {
        TOO_LITTLE;

        @Override
        public Rejection.Kind kind() {
            return Rejection.Kind.INVALID_STATE;
        }
    }

    private Account() {}

    static Aggregate<Command, Integer, Changed> aggregate(int evolveVersion) {
        return new Aggregate<Command, Integer, Changed>(
                        "account",
                        new Rules(),
                        COMMANDS,
                        EVENTS,
                        (stream, command, balance, version) ->
                                new Replies.Reply(200, Map.of("balance", balance)))
                .savedAs(StateForm.of(Integer.class, evolveVersion));
    }

    static ServiceDefinition service() {
        return service(1);
    }

    /** Of another version, whose snapshots are of no use to this one. */
    static ServiceDefinition service(int evolveVersion) {
        return new ServiceDefinition(
                "bank", List.of(aggregate(evolveVersion)), List.of(), List.of());
    }

    private static final class Rules implements Decider<Command, Integer, Changed> {
        @Override
        public Integer initialState() {
            return 0;
        }

        @Override
        public Decision<Changed> decide(Command command, Integer balance) {
            return switch (command) {
                case Command.Add(int amount) -> Decision.accept(new Changed(amount));
                case Command.Take(int amount) when amount > balance ->
                        Decision.reject(Code.TOO_LITTLE, "only " + balance);
                case Command.Take(int amount) ->
                        Decision.accept(new Changed(-amount + 1), new Changed(-1));
                case Command.Explode _ -> throw new IllegalStateException("a defect");
            };
        }

        @Override
        public Integer evolve(Integer balance, Changed event) {
            return balance + event.by();
        }
    }

    static final Codec<Command> COMMANDS =
            new Codec<>() {
                @Override
                public byte[] encode(Command value) {
                    return bytes(
                            switch (value) {
                                case Command.Add(int amount) -> "Add " + amount;
                                case Command.Take(int amount) -> "Take " + amount;
                                case Command.Explode _ -> "Explode 0";
                            });
                }

                @Override
                public Command decode(byte[] value) {
                    String[] words = words(value);
                    return switch (words[0]) {
                        case "Add" -> new Command.Add(Integer.parseInt(words[1]));
                        case "Take" -> new Command.Take(Integer.parseInt(words[1]));
                        case "Explode" -> new Command.Explode();
                        default -> throw new UndecodableException("no command: " + words[0]);
                    };
                }

                @Override
                public String typeOf(Command value) {
                    return value.getClass().getSimpleName();
                }
            };

    static final Codec<Changed> EVENTS =
            new Codec<>() {
                @Override
                public byte[] encode(Changed value) {
                    return bytes("Changed " + value.by());
                }

                @Override
                public Changed decode(byte[] value) {
                    return new Changed(Integer.parseInt(words(value)[1]));
                }

                @Override
                public String typeOf(Changed value) {
                    return "Changed";
                }
            };

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String[] words(byte[] value) {
        return new String(value, StandardCharsets.UTF_8).split(" ");
    }
}
