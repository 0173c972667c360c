package dev.headwater.runtime.process;

import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Deadlines.Due;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one partition's streams, in the order in which they fall due. Pure: it is told
 * the time. Each deadline fires once until {@link #rearm}. All in O(log n) of the open deadlines.
 * Not thread-safe.
 */
public final class DeadlineTimer {

    /** A deadline of a stream, fallen due. */
    public record Fired(StreamId stream, Due<?> due) {}

    private static final Comparator<Fired> BY_TIME =
            Comparator.<Fired, Instant>comparing(fired -> fired.due().at())
                    .thenComparing(fired -> fired.stream().value());

    private final Map<StreamId, Fired> open = new HashMap<>();
    private final TreeSet<Fired> pending = new TreeSet<>(BY_TIME);

    /**
     * Takes what {@link Deadlines#of} says of a stream's new state; it replaces what was there. A
     * deadline of the same name and time as before stays as it is, fired or not.
     */
    public void update(StreamId stream, Optional<? extends Due<?>> due) {
        Fired before = open.get(stream);
        if (before != null && due.isPresent() && same(before.due(), due.get())) {
            return;
        }
        if (before != null) {
            open.remove(stream);
            pending.remove(before);
        }
        if (due.isPresent()) {
            Fired after = new Fired(stream, due.get());
            open.put(stream, after);
            pending.add(after);
        }
    }

    /** Takes the deadlines that are due at {@code now}, earliest first. */
    public List<Fired> pollDue(Instant now) {
        List<Fired> due = new ArrayList<>();
        Fired first = peek();
        while (first != null && !first.due().at().isAfter(now)) {
            due.add(first);
            pending.remove(first);
            first = peek();
        }
        return due;
    }

    /** When the next deadline falls due; empty when none is pending. */
    public Optional<Instant> next() {
        return Optional.ofNullable(peek()).map(fired -> fired.due().at());
    }

    /**
     * Makes pending again what has fired but did not change its stream: its command was dropped
     * when the partition had to be acquired again.
     */
    public void rearm() {
        pending.addAll(open.values());
    }

    /** How many streams have a deadline, fired ones included. */
    public int size() {
        return open.size();
    }

    private @Nullable Fired peek() {
        return pending.isEmpty() ? null : pending.first();
    }

    private static boolean same(Due<?> a, Due<?> b) {
        return a.name().equals(b.name()) && a.at().equals(b.at());
    }
}
