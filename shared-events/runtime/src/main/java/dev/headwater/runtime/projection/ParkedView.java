package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.StreamId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Shows the parked events of a stream, decoded as far as they can be. Changes nothing. */
final class ParkedView<F> {

    private final FoldContext<F, ?> context;

    ParkedView(FoldContext<F, ?> context) {
        this.context = context;
    }

    /**
     * @param max most events shown, the first ones
     * @return in order; empty when none of the stream waits
     * @throws DatabaseException retry
     * @throws LogUnavailableException retry
     */
    List<DeadLetter> of(StreamId stream, int max) {
        int partition =
                context.log().partitionOf(stream, context.log().partitions(context.topic()));
        List<ParkedEvent> parked =
                context
                        .database()
                        .transaction(
                                c ->
                                        ParkedEvents.of(
                                                c,
                                                Checkpoints.live(c, context.id()),
                                                partition,
                                                stream.value()))
                        .stream()
                        .limit(max)
                        .toList();
        Map<Long, LogRecord> records =
                new ParkedRecords(context.log(), context.topic(), partition)
                        .at(parked.stream().map(ParkedEvent::offset).toList());
        return parked.stream().map(event -> shown(event, records)).toList();
    }

    private DeadLetter shown(ParkedEvent parked, Map<Long, LogRecord> records) {
        LogRecord record = Objects.requireNonNull(records.get(parked.offset()));
        Envelope<F> event = decoded(record);
        return new DeadLetter(
                parked.version(),
                parked.offset(),
                record.recordedAt(),
                parked.reason(),
                record.headers(),
                event == null ? null : event.type(),
                event == null ? null : event.event(),
                record.value());
    }

    private @Nullable Envelope<F> decoded(LogRecord record) {
        try {
            return context.reader().read(record).event();
        } catch (SchemaUnavailableException | CorruptHistoryException | RefusedException _) {
            return null;
        }
    }
}
