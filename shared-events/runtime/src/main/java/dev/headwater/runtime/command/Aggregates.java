package dev.headwater.runtime.command;

import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.log.EnvelopeReader;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.snapshot.StateForm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A service's aggregates by category. The one place where their type parameters are lost: a stream
 * id leads to the aggregate whose commands, states and events belong together.
 */
final class Aggregates {

    /** An aggregate with its types forgotten, and the reader of its events. */
    record Entry(Aggregate<Object, Object, Object> aggregate, EnvelopeReader<Object> reader) {

        Stream initial() {
            return new Stream(aggregate.decider().initialState(), 0);
        }

        Decision<Object> decide(Object command, Stream stream) {
            return aggregate.decider().decide(command, stream.state());
        }

        Stream evolve(Stream stream, Object event) {
            return new Stream(
                    aggregate.decider().evolve(stream.state(), event), stream.version() + 1);
        }
    }

    private final Map<String, Entry> byCategory = new HashMap<>();

    @SuppressWarnings("unchecked")
    Aggregates(ServiceDefinition service) {
        for (Aggregate<?, ?, ?> each : service.aggregates()) {
            Aggregate<Object, Object, Object> untyped = (Aggregate<Object, Object, Object>) each;
            byCategory.put(
                    each.category(),
                    new Entry(
                            untyped,
                            new EnvelopeReader<>(service.topics().events(), untyped.events())));
        }
    }

    /**
     * Changes with the form of any of the service's states; empty when one has no form, so that
     * nothing can be saved.
     */
    Optional<String> stateSchema() {
        StringJoiner schema = new StringJoiner(" ");
        for (Map.Entry<String, Entry> each : new TreeMap<>(byCategory).entrySet()) {
            StateForm<Object> form = each.getValue().aggregate().form();
            if (form == null) {
                return Optional.empty();
            }
            schema.add(each.getKey() + ":" + form.fingerprint());
        }
        return Optional.of(StateForm.hash(schema.toString()));
    }

    /** The aggregate of the stream, or null when this service owns no such streams. */
    @Nullable Entry of(StreamId stream) {
        return byCategory.get(stream.category());
    }
}
