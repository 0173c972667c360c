package dev.headwater.runtime.process.run;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.CommandIds;
import dev.headwater.runtime.command.Replies;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * A service that takes notes of what happens in a shop. The event {@code sold 2} asks for two
 * notes; other texts ask for none, or are as bad as they say.
 */
final class Notes {

    static final String SOURCE = "shop.events";
    static final String COMMANDS = "notes.commands";
    static final String GROUP = "notes.policy.sales";

    final AtomicBoolean registryDown = new AtomicBoolean();
    final Policy<String> policy = new Sales();
    final ServiceDefinition service =
            new ServiceDefinition(
                    "notes",
                    List.of(
                            new Aggregate<>(
                                    "note",
                                    new Appending(),
                                    new Text(),
                                    new Text(),
                                    (_, _, _, _) -> Replies.Reply.none())),
                    List.of(policy),
                    List.of());

    /** The ids of the commands that an event asks for. */
    static List<UUID> expected(UUID eventId, StreamId stream, String text) {
        return IntStream.range(0, wanted(text))
                .mapToObj(
                        index -> CommandIds.policy("sales", eventId, target(stream, index), index))
                .toList();
    }

    private static int wanted(String text) {
        return text.startsWith("sold ") ? Integer.parseInt(text.substring("sold ".length())) : 0;
    }

    private static StreamId target(StreamId source, int index) {
        return StreamId.of("note", source.id() + "-" + index);
    }

    private final class Sales implements Policy<String> {

        @Override
        public String name() {
            return "sales";
        }

        @Override
        public String source() {
            return "shop";
        }

        @Override
        public Codec<String> facts() {
            return new Text();
        }

        @Override
        public List<Reaction> react(Envelope<String> event) {
            if (event.event().equals("bug")) {
                throw new IllegalStateException("a bug in the policy");
            }
            if (event.event().equals("foreign")) {
                return List.of(new Reaction(new StreamId("order-1"), "not mine"));
            }
            return IntStream.range(0, wanted(event.event()))
                    .mapToObj(index -> new Reaction(target(event.stream(), index), event.event()))
                    .toList();
        }
    }

    private record Appending() implements Decider<String, String, String> {
        @Override
        public String initialState() {
            return "";
        }

        @Override
        public Decision<String> decide(String command, String state) {
            return Decision.accept(command);
        }

        @Override
        public String evolve(String state, String event) {
            return state + event;
        }
    }

    private final class Text implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (registryDown.get()) {
                throw new SchemaUnavailableException("registry down", new Exception("refused"));
            }
            if (text.equals("poison")) {
                throw new UndecodableException("no such type");
            }
            return text;
        }

        @Override
        public String typeOf(String value) {
            return "Text";
        }
    }
}
