package dev.headwater.runtime.health;

import java.util.List;

/**
 * Something that this replica must have before it takes traffic. A bean of this type, any number of
 * them, is asked by every readiness check.
 *
 * <p>Ready means: every partition that this replica owns is live (one that owns none is ready too),
 * every schema is resolved, the topics keep their contract. It does not mean that PostgreSQL or a
 * warm registry answers: commands go on without them, and taking replicas out would only lose more.
 */
public interface ReadinessProbe {

    /**
     * What is checked, in kebab case: {@code partitions}, {@code schemas}, {@code topic-contract}.
     */
    String name();

    /**
     * Answers from memory, at once.
     *
     * @return one sentence for each thing that is not as it must be; empty when ready
     */
    List<String> problems();
}
