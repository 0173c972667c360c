package dev.headwater.testkit;

import dev.headwater.runtime.command.CommandIds;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.Policy.Reaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Given an event, then the commands that a policy asks for. Every expectation delivers the event
 * twice and wants the same commands under the same ids, because delivery is at least once.
 */
public record ProcessSpec<F>(Policy<F> policy) {

    public Given given(StreamId stream, F fact) {
        return new Given(new Envelopes(policy.source()).next(stream, fact));
    }

    public final class Given {
        private final Envelope<F> event;

        private Given(Envelope<F> event) {
            this.event = event;
        }

        /** When the event was recorded: what policies give their commands as {@code at}. */
        public Instant at() {
            return event.recordedAt();
        }

        public void then(Reaction... expected) {
            List<Reaction> first = policy.react(event);
            List<Reaction> second = policy.react(event);
            if (!first.equals(List.of(expected))) {
                throw new AssertionError(
                        "on %s%n  expected %s%n  was      %s"
                                .formatted(event.event(), List.of(expected), first));
            }
            if (!first.equals(second) || !ids(first).equals(ids(second))) {
                throw new AssertionError("delivered twice: %s then %s".formatted(first, second));
            }
        }

        public void thenNothing() {
            then();
        }

        private List<UUID> ids(List<Reaction> reactions) {
            List<UUID> ids = new ArrayList<>();
            for (Reaction reaction : reactions) {
                ids.add(
                        CommandIds.policy(
                                policy.name(), event.eventId(), reaction.target(), ids.size()));
            }
            return ids;
        }
    }
}
