package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.Codec;

/**
 * A projection with where its events come from and where its rows go.
 *
 * @param projection keys and fold
 * @param source the service whose events it folds
 * @param events decodes them
 * @param row the JPA entity: its mapping gives table columns, its id is the row's key
 */
public record ProjectionDefinition<F, R>(
        Projection<F, R> projection, String source, Codec<F> events, Class<R> row) {}
