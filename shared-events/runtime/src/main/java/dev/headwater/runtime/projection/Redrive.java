package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.StreamId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Folds the parked events of a stream again, in order, re-read from the log. In the same
 * transaction the folded ones leave the list; if one still cannot be folded, it and those behind it
 * stay.
 */
final class Redrive<F, R> {

    private static final int ROUNDS_MAX = 10;

    private final FoldContext<F, R> context;

    Redrive(FoldContext<F, R> context) {
        this.context = context;
    }

    /**
     * @return empty when no event of the stream is parked
     * @throws DatabaseException nothing changed; retry
     * @throws LogUnavailableException nothing changed; retry
     * @throws SchemaUnavailableException nothing changed; retry
     */
    Optional<RedriveResult> run(StreamId stream) {
        int partition =
                context.log().partitionOf(stream, context.log().partitions(context.topic()));
        context.skipped().load();
        ParkedRecords records = new ParkedRecords(context.log(), context.topic(), partition);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            Set<Long> waiting = waiting(stream, partition);
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            Map<Long, LogRecord> read = records.at(waiting);
            Optional<RedriveResult> done =
                    context.database().transaction(c -> fold(c, stream, partition, read));
            if (done.isPresent()) {
                return done;
            }
        }
        throw new LogUnavailableException("events of " + stream + " arrive faster than folded");
    }

    private Set<Long> waiting(StreamId stream, int partition) {
        return context.database()
                .transaction(
                        connection -> {
                            Set<Long> offsets = new TreeSet<>();
                            Generation live = Checkpoints.live(connection, context.id());
                            ParkedEvents.of(connection, live, partition, stream.value())
                                    .forEach(event -> offsets.add(event.offset()));
                            return offsets;
                        });
    }

    /** Empty when more events were parked since they were read. */
    private Optional<RedriveResult> fold(
            Connection connection, StreamId stream, int partition, Map<Long, LogRecord> read)
            throws SQLException {
        Generation live = Checkpoints.live(connection, context.id());
        Checkpoint at = Checkpoints.lock(connection, live).get(partition);
        List<ParkedEvent> parked = ParkedEvents.of(connection, live, partition, stream.value());
        List<FoldItem<F>> items = new ArrayList<>();
        for (ParkedEvent event : parked) {
            LogRecord record = read.get(event.offset());
            if (record == null) {
                return Optional.empty();
            }
            items.add(context.reader().read(record));
        }
        if (at == null || items.isEmpty()) {
            return Optional.of(new RedriveResult(0, 0, null));
        }
        List<ParkedEvent> left = context.writer().fold(connection, at, items, Set.of()).parked();
        long below = left.isEmpty() ? Long.MAX_VALUE : left.getFirst().offset();
        ParkedEvents.remove(connection, live, partition, stream.value(), below);
        ParkedEvents.add(connection, live, partition, left);
        Checkpoints.redriven(connection, at);
        return Optional.of(
                new RedriveResult(
                        items.size() - left.size() - skipped(items),
                        left.size(),
                        left.isEmpty() ? null : left.getFirst().reason()));
    }

    private static <F> int skipped(List<FoldItem<F>> items) {
        return (int) items.stream().filter(FoldItem::isSkipped).count();
    }
}
