package dev.headwater.runtime.command;

import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.DeadlineTimer;
import dev.headwater.runtime.process.Deadlines.Due;
import dev.headwater.runtime.process.Effect;
import dev.headwater.runtime.process.EffectCalls;
import dev.headwater.runtime.process.OpenIntents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows the events of one partition: deadlines that fall due and effects that are open. Both
 * are folds, so that replay rebuilds them; only a live partition fires or calls (I14). Not
 * thread-safe.
 */
final class FollowUps {

    private final int partition;
    private final EffectCalls effects;
    private final DeadlineTimer timer = new DeadlineTimer();
    private final Map<StreamId, String> correlations = new HashMap<>();
    private final Map<String, OpenIntents<Object>> intents = new HashMap<>();
    private boolean live;

    FollowUps(int partition, EffectCalls effects) {
        this.partition = partition;
        this.effects = effects;
    }

    /**
     * The next committed event of its stream, by replay or by promotion.
     *
     * @param after the stream with the event applied
     */
    void event(Aggregate<Object, Object, Object> aggregate, Envelope<Object> event, Stream after) {
        Optional<Due<Object>> due = aggregate.deadlines().of(after.state());
        timer.update(event.stream(), due);
        if (due.isPresent()) {
            correlations.put(event.stream(), event.correlationId());
        } else {
            correlations.remove(event.stream());
        }
        Effect<Object, Object> effect = aggregate.effect();
        if (effect != null) {
            OpenIntents.Change<Object> change =
                    intents.computeIfAbsent(aggregate.category(), _ -> new OpenIntents<>(effect))
                            .apply(event);
            if (live) {
                change.closed().forEach(each -> effects.closed(partition, each.eventId()));
                change.opened().ifPresent(each -> effects.opened(partition, each));
            }
        }
    }

    /** What the stream still has to come, for its snapshot; null when there is nothing. */
    @Nullable OpenWork openWork(StreamId stream) {
        String correlation = correlations.get(stream);
        OpenIntents<Object> open = intents.get(stream.category());
        List<Envelope<Object>> asked = open == null ? List.of() : open.of(stream);
        return correlation == null && asked.isEmpty() ? null : new OpenWork(correlation, asked);
    }

    /** Takes what a snapshot says that the stream has to come; before any event of it. */
    void restore(
            Aggregate<Object, Object, Object> aggregate,
            StreamId id,
            Stream stream,
            OpenWork work) {
        if (work.correlation() != null) {
            timer.update(id, aggregate.deadlines().of(stream.state()));
            correlations.put(id, work.correlation());
        }
        Effect<Object, Object> effect = aggregate.effect();
        if (effect != null) {
            OpenIntents<Object> open =
                    intents.computeIfAbsent(aggregate.category(), _ -> new OpenIntents<>(effect));
            work.intents().forEach(open::apply);
        }
    }

    /** The replay has caught up: what is open is called from now on. */
    void live() {
        live = true;
        intents.values()
                .forEach(open -> open.all().forEach(each -> effects.opened(partition, each)));
    }

    /** The partition is not live any more. */
    void stop() {
        live = false;
        effects.stop(partition);
    }

    /** The commands of the deadlines that are due. */
    List<HandOff> due(Instant now) {
        List<HandOff> due = new ArrayList<>();
        for (DeadlineTimer.Fired fired : timer.pollDue(now)) {
            String correlation = correlations.getOrDefault(fired.stream(), fired.stream().value());
            due.add(new HandOff(CausedCommands.deadline(fired, correlation)));
        }
        return due;
    }

    /** The commands that {@link #due} gave were not committed: they fall due again. */
    void again() {
        timer.rearm();
    }

    /** How long until the next deadline, at most {@code max}. */
    Duration untilDue(Instant now, Duration max) {
        Duration until = timer.next().map(at -> Duration.between(now, at)).orElse(max);
        if (until.compareTo(max) > 0) {
            return max;
        }
        return until.isNegative() ? Duration.ZERO : until;
    }
}
