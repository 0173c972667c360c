package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.Topics;
import org.hibernate.SessionFactory;

/**
 * What live folding, rebuilds, verifications and redrives of one projection share.
 *
 * @param definition keys, fold, source and row class
 */
record FoldContext<F, R>(
        ProjectionDefinition<F, R> definition,
        Log log,
        ProjectionDatabase database,
        ProjectionSettings settings,
        RowMapping<R> mapping,
        BatchReader<F> reader,
        BatchWriter<F, R> writer,
        SkippedEvents skipped) {

    static <F, R> FoldContext<F, R> of(
            ProjectionDefinition<F, R> definition,
            Log log,
            ProjectionDatabase database,
            ProjectionSettings settings,
            SessionFactory sessions,
            SkippedEvents skipped) {
        RowMapping<R> mapping = new RowMapping<>(sessions, definition.row());
        return new FoldContext<>(
                definition,
                log,
                database,
                settings,
                mapping,
                new BatchReader<>(definition, skipped),
                new BatchWriter<>(database, mapping, definition.projection()),
                skipped);
    }

    ProjectionId id() {
        return definition.projection().id();
    }

    String name() {
        return id().name();
    }

    String topic() {
        return new Topics(definition.source()).events();
    }
}
