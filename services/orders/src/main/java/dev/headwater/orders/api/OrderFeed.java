package dev.headwater.orders.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.orders.codec.OrderEvents;
import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.orders.domain.OrderEvent.OrderCancelled;
import dev.headwater.orders.domain.OrderEvent.OrderConfirmed;
import dev.headwater.orders.domain.OrderEvent.OrderPlaced;
import dev.headwater.orders.domain.OrderEvent.OrderRejected;
import dev.headwater.orders.projection.OrderStatus;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.http.Problem;
import dev.headwater.runtime.http.ProblemException;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.EnvelopeReader;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens to any order, on any replica: each connection reads the log for itself,
 * so it misses nothing and no replica knows of another. Connections are bounded; a client that does
 * not read is dropped.
 */
@ApplicationScoped
public class OrderFeed {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration SEND_MAX = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** What one event of the feed says. */
    record Change(String orderId, OrderStatus status, long version, String type, Instant at) {}

    private static final Logger LOG = Logger.getLogger(OrderFeed.class);

    private final Semaphore connections;
    private final ObjectMapper json;
    private final Log log;
    private final String topic;
    private final EnvelopeReader<OrderEvent> envelopes;
    private volatile boolean stopping;

    OrderFeed(
            Log log,
            ServiceDefinition service,
            SchemaPack pack,
            SchemaLookup schemas,
            ObjectMapper json,
            @ConfigProperty(name = "headwater.orders.feed-connections-max") int connectionsMax) {
        this.connections = new Semaphore(connectionsMax);
        this.json = json;
        this.log = log;
        this.topic = service.topics().events();
        this.envelopes = new EnvelopeReader<>(topic, OrderEvents.of(pack, schemas));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Where a feed begins: behind the client's last event, or now.
     *
     * @param lastEventId as the client sent it, or null
     * @throws ProblemException 400 when this service never gave it, or the log no longer holds it
     */
    FeedPosition start(@Nullable String lastEventId) {
        int partitions = log.partitions(topic);
        String topicId = log.topicId(topic);
        try (LogReader reader = log.reader(topic)) {
            Set<Integer> all = IntStream.range(0, partitions).boxed().collect(Collectors.toSet());
            Map<Integer, Long> ends = reader.ends(all);
            FeedPosition now =
                    new FeedPosition(
                            topicId, IntStream.range(0, partitions).mapToObj(ends::get).toList());
            if (lastEventId == null) {
                return now;
            }
            FeedPosition asked = FeedPosition.parse(lastEventId).orElse(null);
            if (asked == null
                    || !asked.topicId().equals(topicId)
                    || asked.next().size() != partitions
                    || !within(asked, reader.starts(all), ends)) {
                throw Problem.invalidParameter(
                                FeedPosition.HEADER, "is none that this feed gave for this log")
                        .asException();
            }
            return asked;
        }
    }

    private static boolean within(
            FeedPosition asked, Map<Integer, Long> starts, Map<Integer, Long> ends) {
        return asked.offsets().entrySet().stream()
                .allMatch(
                        at ->
                                at.getValue() >= starts.getOrDefault(at.getKey(), 0L)
                                        && at.getValue() <= ends.getOrDefault(at.getKey(), 0L));
    }

    /**
     * Feeds the client until it goes; returns at once.
     *
     * @throws ProblemException 503 when there are too many connections
     */
    void connect(FeedPosition from, SseEventSink sink, Sse sse) {
        if (!connections.tryAcquire()) {
            throw new ProblemException(
                    Problem.unavailable("too many clients follow the feed of this replica"),
                    RETRY_AFTER);
        }
        Thread.ofVirtual().name("orders-feed").start(() -> follow(from, sink, sse));
    }

    private void follow(FeedPosition from, SseEventSink sink, Sse sse) {
        try (sink;
                LogReader reader = log.reader(topic)) {
            reader.assign(from.offsets());
            send(sink, sse.newEventBuilder().id(from.text()).comment("connected").build());
            feed(from, reader, sink, sse);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // The client has gone or does not read, or the log is away: it comes back with the id
            // of the last event that it has seen.
            LOG.debugf(e, "a feed of orders ended");
        } finally {
            connections.release();
        }
    }

    private void feed(FeedPosition from, LogReader reader, SseEventSink sink, Sse sse)
            throws InterruptedException, ExecutionException, TimeoutException {
        FeedPosition at = from;
        long lastSent = System.nanoTime();
        while (!stopping && !sink.isClosed()) {
            for (LogRecord record : reader.poll(POLL)) {
                at = at.after(record);
                send(sink, event(at, envelopes.read(record), sse));
                lastSent = System.nanoTime();
            }
            if (System.nanoTime() - lastSent > HEARTBEAT.toNanos()) {
                send(sink, sse.newEventBuilder().comment("alive").build());
                lastSent = System.nanoTime();
            }
        }
    }

    private OutboundSseEvent event(FeedPosition at, Envelope<OrderEvent> envelope, Sse sse) {
        Change change =
                new Change(
                        envelope.event().orderId(),
                        status(envelope.event()),
                        envelope.version(),
                        envelope.type(),
                        envelope.recordedAt());
        return sse.newEventBuilder()
                .id(at.text())
                .name("order")
                .data(String.class, json(change))
                .build();
    }

    private String json(Change change) {
        try {
            return json.writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers are always JSON", e);
        }
    }

    private static OrderStatus status(OrderEvent event) {
        return switch (event) {
            case OrderPlaced _ -> OrderStatus.PLACED;
            case OrderConfirmed _ -> OrderStatus.CONFIRMED;
            case OrderRejected _ -> OrderStatus.REJECTED;
            case OrderCancelled _ -> OrderStatus.CANCELLED;
        };
    }

    /** One at a time, each waited for: a slow client slows its own reader and nothing else. */
    private static void send(SseEventSink sink, OutboundSseEvent event)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletionStage<?> sent = sink.send(event);
        sent.toCompletableFuture().get(SEND_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }
}
