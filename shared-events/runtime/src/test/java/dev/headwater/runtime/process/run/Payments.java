package dev.headwater.runtime.process.run;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.Replies;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Deadlines;
import dev.headwater.runtime.process.Effect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A service whose events, commands and states are texts. */
final class Payments {

    private Payments() {}

    static ServiceDefinition with(@Nullable Effect<String, String> effect) {
        return new ServiceDefinition(
                "payments",
                List.of(
                        new Aggregate<>(
                                "payment",
                                new Appending(),
                                new Text(),
                                new Text(),
                                (_, _, _, _) -> Replies.Reply.none(),
                                Deadlines.none(),
                                effect)),
                List.of(),
                List.of());
    }

    static Envelope<String> intent(int number) {
        StreamId stream = StreamId.of("payment", Integer.toString(number));
        return new Envelope<>(
                stream,
                1,
                new Position(0, number),
                Ids.event("payments", stream, 1),
                new UUID(0, number),
                "correlation-" + number,
                "00-trace-" + number,
                Instant.EPOCH,
                "Text",
                "asked");
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

    private record Text() implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String typeOf(String value) {
            return "Text";
        }
    }
}
