package dev.headwater.orders.api;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.orders.codec.OrderEvents;
import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.orders.projection.OrderView;
import dev.headwater.orders.projection.OrderViewProjection;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.http.ProblemException;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.EnvelopeReader;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The events of one order, read from the log itself: the row only tells where they lie. A bounded
 * number of readers at a time.
 */
@ApplicationScoped
public class OrderHistory {

    private static final int READERS_MAX = 16;
    private static final Duration READ_MAX = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore readers = new Semaphore(READERS_MAX);
    private final Log log;
    private final String topic;
    private final EnvelopeReader<OrderEvent> envelopes;
    private final OrderViewProjection projection = new OrderViewProjection();

    OrderHistory(Log log, ServiceDefinition service, SchemaPack pack, SchemaLookup schemas) {
        this.log = log;
        this.topic = service.topics().events();
        this.envelopes = new EnvelopeReader<>(topic, OrderEvents.of(pack, schemas));
    }

    /** What to answer for an order that nobody placed. */
    static ProblemException notFound(String orderId) {
        return Problem.absent("order", orderId);
    }

    /**
     * The order as it was, folded by the same function that makes the row; null when it was not
     * placed by then. Blocks on the log for at most 5 s.
     *
     * @throws ProblemException 404 for no such order, 503 when the log does not answer in time
     */
    @Nullable OrderView asOf(String orderId, AsOf moment) {
        OrderView row = null;
        for (Envelope<OrderEvent> event : events(orderId)) {
            if (moment.includes(event)) {
                row = projection.fold(orderId, row, event);
            }
        }
        return row;
    }

    /**
     * All events that the order's row reflects, in order of their versions 1, 2, 3… Blocks on the
     * log for at most 5 s.
     *
     * @throws ProblemException 404 for no such order, 503 when the log does not answer in time
     */
    List<Envelope<OrderEvent>> events(String orderId) {
        OrderView row = OrderView.findById(orderId);
        if (row == null) {
            throw notFound(orderId);
        }
        if (!readers.tryAcquire()) {
            throw unavailable("too many histories are being read");
        }
        try (LogReader reader = log.reader(topic)) {
            return read(reader, StreamId.of("order", orderId), row);
        } finally {
            readers.release();
        }
    }

    private List<Envelope<OrderEvent>> read(LogReader reader, StreamId stream, OrderView row) {
        int partition = log.partitionOf(stream, log.partitions(topic));
        long until = System.nanoTime() + READ_MAX.toNanos();
        List<Envelope<OrderEvent>> events = new ArrayList<>();
        reader.assign(Map.of(partition, row.firstOffset));
        while (events.size() < row.version) {
            if (reader.position(partition) > row.lastOffset || System.nanoTime() > until) {
                throw unavailable("the history could not be read from the log in time");
            }
            for (LogRecord record : reader.poll(POLL)) {
                if (stream.value().equals(record.key()) && record.offset() <= row.lastOffset) {
                    events.add(envelopes.read(record));
                }
            }
        }
        return events;
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.unavailable(detail), RETRY_AFTER);
    }
}
