package dev.headwater.runtime.process;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which intents of one partition's streams no later event has closed yet: a fold of the committed
 * events, the same in replay and in live traffic, that calls nothing. Not thread-safe.
 *
 * <p>It holds the open intents only: as many as calls are outstanding.
 *
 * @param <E> the streams' events
 */
public final class OpenIntents<E> {

    /**
     * What one event did to the intents of its stream.
     *
     * @param closed those it ended, oldest first
     * @param opened the event itself, when it asks for a call
     */
    public record Change<E>(List<Envelope<E>> closed, Optional<Envelope<E>> opened) {

        public Change {
            closed = List.copyOf(closed);
        }

        public boolean none() {
            return closed.isEmpty() && opened.isEmpty();
        }
    }

    private final Effect<E, ?> effect;
    private final Map<StreamId, List<Envelope<E>>> open = new HashMap<>();
    private int size;

    public OpenIntents(Effect<E, ?> effect) {
        this.effect = effect;
    }

    /** Takes the next event of its stream: first it closes, then it opens. */
    public Change<E> apply(Envelope<E> event) {
        List<Envelope<E>> closed = close(event);
        if (!effect.opens(event.event())) {
            return new Change<>(closed, Optional.empty());
        }
        open.computeIfAbsent(event.stream(), _ -> new ArrayList<>(1)).add(event);
        size++;
        return new Change<>(closed, Optional.of(event));
    }

    private List<Envelope<E>> close(Envelope<E> event) {
        List<Envelope<E>> intents = open.get(event.stream());
        if (intents == null) {
            return List.of();
        }
        List<Envelope<E>> closed = new ArrayList<>();
        intents.removeIf(
                intent -> effect.closes(intent.event(), event.event()) && closed.add(intent));
        if (intents.isEmpty()) {
            open.remove(event.stream());
        }
        size -= closed.size();
        return closed;
    }

    /** All open intents, in log order: what to run once a replay has caught up. */
    public List<Envelope<E>> all() {
        return open.values().stream()
                .flatMap(List::stream)
                .sorted((a, b) -> Long.compare(a.position().offset(), b.position().offset()))
                .toList();
    }

    /** The open intents of one stream, oldest first. */
    public List<Envelope<E>> of(StreamId stream) {
        return List.copyOf(open.getOrDefault(stream, List.of()));
    }

    public int size() {
        return size;
    }
}
