package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Envelope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A read model as a pure fold of events into rows of one table. The same function serves live
 * traffic, rebuild, time travel and verification: it sees no clock, no database and no other row.
 *
 * @param <F> the events it folds
 * @param <R> the row: the entity that the queries read, detached; fold returns a new one or the
 *     changed one
 */
public interface Projection<F, R> {

    ProjectionId id();

    /**
     * The primary keys of the rows that the event touches; empty when it touches none. Each is the
     * event's stream id or its id part, so that a row belongs to one partition.
     */
    Set<String> keys(Envelope<F> event);

    /**
     * The row after the event, or null to delete it.
     *
     * @param key which of {@link #keys}
     * @param row as it was, or null when there is none
     */
    @Nullable R fold(String key, @Nullable R row, Envelope<F> event);
}
