package dev.headwater.corpus;

import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.log.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the lives of streams through today's rules and keeps the bytes that they write. */
final class CorpusWriter {

    private final Today today;
    private final Map<StreamId, Object> states = new HashMap<>();
    private final Map<StreamId, Long> versions = new HashMap<>();
    private final List<CorpusEvent> events = new ArrayList<>();

    CorpusWriter(Today today) {
        this.today = today;
    }

    List<CorpusEvent> write(String service) {
        for (Scenarios.Step step : Scenarios.of(service)) {
            decide(today.service(service).aggregateOf(step.stream()), step);
        }
        List<CorpusEvent> all = new ArrayList<>(events);
        all.addAll(Replaced.streams(events));
        return all;
    }

    private void decide(Aggregate<?, ?, ?> typed, Scenarios.Step step) {
        @SuppressWarnings("unchecked")
        Aggregate<Object, Object, Object> aggregate = (Aggregate<Object, Object, Object>) typed;
        StreamId stream = step.stream();
        Object state = states.computeIfAbsent(stream, _ -> aggregate.decider().initialState());
        switch (aggregate.decider().decide(step.command(), state)) {
            case Decision.Rejected<Object>(var rejection) ->
                    throw new AssertionError(step + " is refused: " + rejection);
            case Decision.Accepted<Object>(List<Object> facts) -> {
                for (Object fact : facts) {
                    state = aggregate.decider().evolve(state, fact);
                    events.add(
                            new CorpusEvent(
                                    stream,
                                    versions.merge(stream, 1L, Long::sum),
                                    aggregate.events().typeOf(fact),
                                    aggregate.events().encode(fact)));
                }
                states.put(stream, state);
            }
        }
    }
}
