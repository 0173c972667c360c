package dev.headwater.runtime.replay;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.EnvelopeReader;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the past from the log, without any table. Reads the stream's partition between two offsets
 * and keeps its events: quick where a row knows the offsets, as long as the partition where nobody
 * does. Thread-safe; every method blocks, and throws {@link LogUnavailableException} or {@link
 * SchemaUnavailableException}, upon which the caller retries, and {@link UndecodableException} for
 * an event that is poison.
 */
@ApplicationScoped
public class StreamHistory {

    /** As the last offset: everything that is committed. */
    public static final long END = Long.MAX_VALUE;

    private static final Duration POLL = Duration.ofMillis(200);

    private final Log log;
    private final ServiceDefinition service;

    public StreamHistory(Log log, ServiceDefinition service) {
        this.log = log;
        this.service = service;
    }

    /**
     * The events of one of this service's streams.
     *
     * @param fromOffset the first offset to read in the stream's partition; 0 for all
     * @param toOffset the offset behind the last to read; {@link #END} for all that is committed
     * @return in order; empty when there is none in between
     * @throws IllegalArgumentException when this service has no streams of that category
     */
    public List<Envelope<Object>> history(StreamId stream, long fromOffset, long toOffset) {
        return history(service.name(), untyped(stream).events(), stream, fromOffset, toOffset);
    }

    /**
     * The same for the streams of any service, in the words of the codec.
     *
     * @param source the service that owns the stream
     */
    public <F> List<Envelope<F>> history(
            String source, Codec<F> codec, StreamId stream, long fromOffset, long toOffset) {
        String topic = new Topics(source).events();
        EnvelopeReader<F> events = new EnvelopeReader<>(topic, codec);
        List<Envelope<F>> found = new ArrayList<>();
        int partition = log.partitionOf(stream, log.partitions(topic));
        try (LogReader reader = log.reader(topic)) {
            Set<Integer> one = Set.of(partition);
            long start = reader.starts(one).getOrDefault(partition, 0L);
            long end = Math.min(toOffset, reader.ends(one).getOrDefault(partition, 0L));
            reader.assign(Map.of(partition, Math.max(fromOffset, start)));
            while (reader.position(partition) < end) {
                for (LogRecord record : reader.poll(POLL)) {
                    if (record.offset() < end && stream.value().equals(record.key())) {
                        found.add(events.read(record));
                    }
                }
            }
        }
        return found;
    }

    /**
     * What the stream's decider made of its events until then.
     *
     * @return empty when the stream had no event by then
     * @throws IllegalArgumentException when this service has no streams of that category
     */
    public Optional<StreamState> state(StreamId stream, AsOf asOf) {
        Aggregate<Object, Object, Object> aggregate = untyped(stream);
        List<Envelope<Object>> events = until(asOf, history(stream, 0, END));
        if (events.isEmpty()) {
            return Optional.empty();
        }
        Object state = aggregate.decider().initialState();
        for (Envelope<Object> event : events) {
            state = aggregate.decider().evolve(state, event.event());
        }
        return Optional.of(new StreamState(stream, events.getLast().version(), state, events));
    }

    /**
     * The row that a projection made of the stream's events until then, by the same fold that makes
     * the live one. For projections whose rows belong to one stream each.
     *
     * @param key of the row
     * @param fromOffset of the stream's first event, where it is known; 0 otherwise
     * @param toOffset behind its last event, where it is known; {@link #END} otherwise
     * @return empty when there was no such row by then
     */
    public <F, R> Optional<R> row(
            ProjectionDefinition<F, R> definition,
            StreamId stream,
            String key,
            AsOf asOf,
            long fromOffset,
            long toOffset) {
        Projection<F, R> projection = definition.projection();
        List<Envelope<F>> events =
                history(definition.source(), definition.events(), stream, fromOffset, toOffset);
        @Nullable R row = null;
        for (Envelope<F> event : until(asOf, events)) {
            if (projection.keys(event).contains(key)) {
                row = projection.fold(key, row, event);
            }
        }
        return Optional.ofNullable(row);
    }

    private static <F> List<Envelope<F>> until(AsOf asOf, List<Envelope<F>> events) {
        return events.stream().takeWhile(asOf::includes).toList();
    }

    @SuppressWarnings("unchecked")
    private Aggregate<Object, Object, Object> untyped(StreamId stream) {
        return (Aggregate<Object, Object, Object>) service.aggregateOf(stream);
    }
}
