package dev.headwater.saga;

import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Deadlines;
import java.util.List;
import java.util.Optional;

/**
 * One stream: its rules and its state, and nothing between it and its commands but the wire form.
 */
final class ModelStream<C, S, E> {

    /**
     * What a command came to.
     *
     * @param events in their wire form
     * @param refusal why it was refused, or empty
     */
    record Decided(List<byte[]> events, Optional<String> refusal) {}

    private final StreamId id;
    private final Aggregate<C, S, E> aggregate;
    private S state;
    private long version;

    ModelStream(StreamId id, Aggregate<C, S, E> aggregate) {
        this.id = id;
        this.aggregate = aggregate;
        this.state = aggregate.decider().initialState();
    }

    /** Decides and evolves; the state is always that of events that went through the wire form. */
    Decided decide(byte[] encoded) {
        C command = aggregate.commands().decode(encoded);
        return switch (aggregate.decider().decide(command, state)) {
            case Decision.Rejected<E>(var rejection) ->
                    new Decided(List.of(), Optional.of(rejection.code().name()));
            case Decision.Accepted<E>(List<E> events) -> {
                List<byte[]> written = events.stream().map(aggregate.events()::encode).toList();
                for (byte[] event : written) {
                    state = aggregate.decider().evolve(state, aggregate.events().decode(event));
                    version++;
                }
                if (aggregate.replies().reply(id, command, state, version).status() > 201) {
                    throw new AssertionError("no status of an accepted command");
                }
                yield new Decided(written, Optional.empty());
            }
        };
    }

    /** The command that falls due, in its wire form. */
    Optional<byte[]> deadline() {
        return aggregate
                .deadlines()
                .of(state)
                .map(Deadlines.Due::command)
                .map(aggregate.commands()::encode);
    }

    long version() {
        return version;
    }
}
