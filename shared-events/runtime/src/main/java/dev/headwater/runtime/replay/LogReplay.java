package dev.headwater.runtime.replay;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.EnvelopeReader;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.Selection;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Folds any part of any service's log into a value of the caller's: for a question that no table
 * answers. Reads only; appends nothing, moves nobody's offsets. Thread-safe; blocks until the part
 * is read.
 *
 * <pre>{@code
 * long confirmed = replay.fold("orders", orderEvents, Selection.ALL, 0L,
 *         (count, event) -> event.event() instanceof OrderConfirmed ? count + 1 : count);
 * }</pre>
 */
@ApplicationScoped
public class LogReplay {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Log log;

    public LogReplay(Log log) {
        this.log = log;
    }

    /**
     * @param source the service whose events are read
     * @param codec of those events
     * @param selection the part; it is fixed when the fold begins
     * @param initial the value before the first event
     * @param step the value with one more event; a stream's events come in order, and so do a
     *     partition's, partition after partition
     * @param <F> the events
     * @param <S> the value
     * @throws IllegalArgumentException when the topic has no such part
     * @throws IllegalStateException when the part is not in the log any more
     * @throws UndecodableException an event of the part cannot be read
     * @throws LogUnavailableException nothing was changed; try again
     * @throws SchemaUnavailableException the same
     */
    public <F, S> S fold(
            String source,
            Codec<F> codec,
            Selection selection,
            S initial,
            BiFunction<? super S, ? super Envelope<F>, ? extends S> step) {
        String topic = new Topics(source).events();
        EnvelopeReader<F> events = new EnvelopeReader<>(topic, codec);
        S value = initial;
        try (LogReader reader = log.reader(topic)) {
            Map<Integer, Selection.Range> ranges = selection.ranges(log, reader, topic);
            Map<Integer, Long> starts = reader.starts(ranges.keySet());
            for (var each : ranges.entrySet()) {
                int partition = each.getKey();
                Selection.Range range = each.getValue();
                requireThere(topic, partition, range, starts.getOrDefault(partition, 0L));
                reader.assign(Map.of(partition, range.from()));
                while (reader.position(partition) < range.to()) {
                    for (LogRecord record : reader.poll(POLL)) {
                        if (record.offset() < range.to() && isIn(selection, record)) {
                            value = step.apply(value, events.read(record));
                        }
                    }
                }
            }
        }
        return value;
    }

    private static boolean isIn(Selection selection, LogRecord record) {
        StreamId stream = selection.stream();
        return stream == null || stream.value().equals(record.key());
    }

    private static void requireThere(
            String topic, int partition, Selection.Range range, long start) {
        if (start > range.from()) {
            throw new IllegalStateException(
                    "the beginning is gone: %s-%d starts at offset %d"
                            .formatted(topic, partition, start));
        }
    }
}
