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
        BatchWriter<F, R> writer) {

    static <F, R> FoldContext<F, R> of(
            ProjectionDefinition<F, R> definition,
            Log log,
            ProjectionDatabase database,
            ProjectionSettings settings,
            SessionFactory sessions) {
        RowMapping<R> mapping = new RowMapping<>(sessions, definition.row());
        return new FoldContext<>(
                definition,
                log,
                database,
                settings,
                mapping,
                new BatchReader<>(definition),
                new BatchWriter<>(database, mapping, definition.projection()));
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

    /**
     * @param topicId the topic's id now
     * @param start first offset of the partition that still exists
     * @param end last stable offset of the partition
     * @throws RefusedException when the events behind the checkpoint are not those that follow its
     *     rows
     */
    void requireFoldable(Checkpoint at, String topicId, long start, long end) {
        if (at.problem() != null) {
            throw new RefusedException(String.valueOf(at.problem()));
        }
        if (!at.topicId().equals(topicId)) {
            throw new RefusedException(
                    "%s was recreated: the rows come from topic id %s, now it is %s; rebuild"
                            .formatted(topic(), at.topicId(), topicId));
        }
        if (start > at.nextOffset()) {
            throw new RefusedException(
                    "the beginning is gone: %s starts at offset %d, the rows end before %d"
                            .formatted(topic(), start, at.nextOffset()));
        }
        if (end < at.nextOffset()) {
            throw new RefusedException(
                    "%s was cut: it ends at offset %d, the rows hold all before %d"
                            .formatted(topic(), end, at.nextOffset()));
        }
    }
}
