package dev.headwater.runtime.command;

import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.projection.ProjectionDefinition;
import dev.headwater.runtime.projection.ReadModels;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that makes a service this service. Its module produces one as a bean; the runtime finds
 * everything else by it.
 *
 * @param name the service's name and the prefix of its topics
 * @param aggregates the kinds of streams it owns
 * @param policies how it reacts to events, its own and other services'
 * @param projections its read models
 */
public record ServiceDefinition(
        String name,
        List<Aggregate<?, ?, ?>> aggregates,
        List<Policy<?>> policies,
        List<ProjectionDefinition<?, ?>> projections)
        implements ReadModels {

    public ServiceDefinition {
        aggregates = List.copyOf(aggregates);
        policies = List.copyOf(policies);
        projections = List.copyOf(projections);
    }

    public Topics topics() {
        return new Topics(name);
    }

    /**
     * @throws IllegalArgumentException when no aggregate of this service has the stream's category
     */
    public Aggregate<?, ?, ?> aggregateOf(StreamId stream) {
        Map<String, Aggregate<?, ?, ?>> byCategory =
                aggregates.stream()
                        .collect(Collectors.toMap(Aggregate::category, Function.identity()));
        Aggregate<?, ?, ?> found = byCategory.get(stream.category());
        if (found == null) {
            throw new IllegalArgumentException(
                    "%s owns no streams of category '%s', only %s"
                            .formatted(name, stream.category(), byCategory.keySet()));
        }
        return found;
    }
}
