package dev.headwater.saga;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Effect;
import dev.headwater.runtime.process.OpenIntents;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A service in memory: its definition as it runs, its streams, its log. */
final class ModelService {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    /** An event that asks for a call, of a stream of {@code category}. */
    record Intent(Envelope<?> event, String category) {}

    private final ServiceDefinition definition;
    private final Map<StreamId, ModelStream<?, ?, ?>> streams = new LinkedHashMap<>();
    private final List<Envelope<byte[]>> log = new ArrayList<>();
    private final Map<String, OpenIntents<Object>> intents = new HashMap<>();

    ModelService(ServiceDefinition definition) {
        this.definition = definition;
        for (Aggregate<?, ?, ?> aggregate : definition.aggregates()) {
            if (aggregate.effect() != null) {
                intents.put(aggregate.category(), new OpenIntents<>(effect(aggregate)));
            }
        }
    }

    ServiceDefinition definition() {
        return definition;
    }

    /** Appends what the command comes to; the events are returned as they lie in the log. */
    ModelStream.Decided decide(StreamId id, byte[] command, List<Envelope<byte[]>> appended) {
        ModelStream<?, ?, ?> stream =
                streams.computeIfAbsent(id, _ -> new ModelStream<>(id, definition.aggregateOf(id)));
        long version = stream.version();
        ModelStream.Decided decided = stream.decide(command);
        for (byte[] event : decided.events()) {
            version++;
            appended.add(append(id, version, event));
        }
        return decided;
    }

    private Envelope<byte[]> append(StreamId id, long version, byte[] event) {
        int offset = log.size();
        UUID eventId = Ids.event(definition.name(), id, version);
        Envelope<byte[]> envelope =
                new Envelope<>(
                        id,
                        version,
                        new Position(0, offset),
                        eventId,
                        Ids.uuid5("command-of", eventId.toString()),
                        id.id(),
                        null,
                        START.plusMillis(offset),
                        "",
                        event);
        log.add(envelope);
        return envelope;
    }

    /** The intent that an event opens, when it asks for a call. */
    Optional<Intent> opened(Envelope<byte[]> event) {
        String category = event.stream().category();
        OpenIntents<Object> open = intents.get(category);
        return open == null
                ? Optional.empty()
                : open.apply(decoded(event)).opened().map(intent -> new Intent(intent, category));
    }

    boolean isOpen(Intent intent) {
        return intents.get(intent.category()).all().stream()
                .anyMatch(open -> open.eventId().equals(intent.event().eventId()));
    }

    int openIntents() {
        return intents.values().stream().mapToInt(OpenIntents::size).sum();
    }

    /** Makes the call; returns the command that records its answer. */
    byte[] call(Intent intent) {
        StreamId stream = intent.event().stream();
        Aggregate<?, ?, ?> aggregate = definition.aggregateOf(stream);
        Object answer =
                effect(aggregate).call(stream, intent.event().event(), intent.event().eventId());
        return encode(aggregate, answer);
    }

    byte[] encode(StreamId target, Object command) {
        return encode(definition.aggregateOf(target), command);
    }

    /** What falls due, by stream. */
    Map<StreamId, byte[]> deadlines() {
        Map<StreamId, byte[]> due = new LinkedHashMap<>();
        streams.forEach((id, stream) -> stream.deadline().ifPresent(d -> due.put(id, d)));
        return due;
    }

    int events() {
        return log.size();
    }

    /** All rows of a projection over {@code source}'s log. */
    <R> Map<String, R> rows(Class<R> row, ModelService source) {
        for (ProjectionDefinition<?, ?> each : definition.projections()) {
            if (each.row().equals(row)) {
                Map<String, R> rows = new HashMap<>();
                fold(each, source).forEach((key, value) -> rows.put(key, row.cast(value)));
                return rows;
            }
        }
        throw new IllegalArgumentException("no projection of " + row);
    }

    private static <F, R> Map<String, R> fold(
            ProjectionDefinition<F, R> definition, ModelService source) {
        Projection<F, R> projection = definition.projection();
        Map<String, R> rows = new HashMap<>();
        for (Envelope<byte[]> event : source.log) {
            Envelope<F> fact = event.with(definition.events().decode(event.event()));
            for (String key : projection.keys(fact)) {
                R next = projection.fold(key, rows.get(key), fact);
                if (next == null) {
                    rows.remove(key);
                } else {
                    rows.put(key, next);
                }
            }
        }
        return rows;
    }

    private Envelope<Object> decoded(Envelope<byte[]> event) {
        Codec<?> codec = definition.aggregateOf(event.stream()).events();
        return event.with((Object) codec.decode(event.event()));
    }

    @SuppressWarnings("unchecked")
    private static Effect<Object, Object> effect(Aggregate<?, ?, ?> aggregate) {
        return (Effect<Object, Object>) Objects.requireNonNull(aggregate.effect());
    }

    @SuppressWarnings("unchecked")
    private static byte[] encode(Aggregate<?, ?, ?> aggregate, Object command) {
        return ((Codec<Object>) aggregate.commands()).encode(command);
    }
}
