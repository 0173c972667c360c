package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Passes over one event of a parked stream, for good, and folds what waits behind it. The decision
 * is appended to the log first: every later fold of the projection leaves the event out.
 */
final class Skip<F, R> {

    private final FoldContext<F, R> context;

    Skip(FoldContext<F, R> context) {
        this.context = context;
    }

    /**
     * @param version which event; null for the one that cannot be folded
     * @param reason why, in the operator's words
     * @return what the rest of the stream came to; empty when none of it is parked
     * @throws IllegalArgumentException when this version is not parked; the message is for the
     *     caller
     * @throws DatabaseException retry
     * @throws LogUnavailableException retry: doing it twice does no harm
     */
    Optional<RedriveResult> run(StreamId stream, @Nullable Long version, String reason) {
        int partition =
                context.log().partitionOf(stream, context.log().partitions(context.topic()));
        List<ParkedEvent> waiting =
                context.database()
                        .transaction(
                                c ->
                                        ParkedEvents.of(
                                                c,
                                                Checkpoints.live(c, context.id()),
                                                partition,
                                                stream.value()));
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        ParkedEvent event = chosen(waiting, version);
        LogRecord record =
                new ParkedRecords(context.log(), context.topic(), partition)
                        .at(Set.of(event.offset()))
                        .get(event.offset());
        byte[] body = record == null ? null : record.value();
        context.skipped()
                .record(
                        context.name(),
                        stream,
                        event.version(),
                        reason,
                        body == null ? new byte[0] : body);
        return new Redrive<>(context).run(stream);
    }

    private static ParkedEvent chosen(List<ParkedEvent> waiting, @Nullable Long version) {
        return waiting.stream()
                .filter(each -> version == null ? each.reason() != null : each.version() == version)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "version %s is not parked, only %s"
                                                .formatted(
                                                        version,
                                                        waiting.stream()
                                                                .map(ParkedEvent::version)
                                                                .toList())));
    }
}
