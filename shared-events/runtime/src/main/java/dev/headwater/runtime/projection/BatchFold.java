package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Folds a batch of one partition in memory. A stream whose event cannot be folded is parked: its
 * rows stay as they were before that event, its later events wait, other streams go on.
 */
final class BatchFold<F, R> {

    /**
     * @param rows final rows by key; null for a row to delete
     * @param parked events that wait from now on, in order
     */
    record Result<R>(Map<String, @Nullable R> rows, List<ParkedEvent> parked) {

        List<R> upserts() {
            List<R> upserts = new ArrayList<>();
            rows.values()
                    .forEach(
                            row -> {
                                if (row != null) {
                                    upserts.add(row);
                                }
                            });
            return upserts;
        }

        List<String> deletes() {
            return rows.entrySet().stream()
                    .filter(row -> row.getValue() == null)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private final Projection<F, R> projection;

    BatchFold(Projection<F, R> projection) {
        this.projection = projection;
    }

    /**
     * @param items in offset order
     * @param parked streams whose events wait already
     * @param load fresh rows by key; called again when an event turns out to be poison, because a
     *     fold that threw may have changed a row half
     */
    Result<R> fold(
            List<FoldItem<F>> items,
            Set<String> parked,
            Function<Set<String>, Map<String, R>> load) {
        Map<Long, String> poison = new HashMap<>();
        items.forEach(
                item -> {
                    String reason = item.poison();
                    if (reason != null) {
                        poison.put(item.offset(), reason);
                    }
                });
        while (true) {
            int known = poison.size();
            Result<R> result = attempt(items, parked, poison, load);
            if (poison.size() == known) {
                return result;
            }
        }
    }

    /** Folds all that is not poison; adds to {@code poison} the first event found to be. */
    private Result<R> attempt(
            List<FoldItem<F>> items,
            Set<String> parkedBefore,
            Map<Long, String> poison,
            Function<Set<String>, Map<String, R>> load) {
        Set<String> parked = new HashSet<>(parkedBefore);
        List<ParkedEvent> waiting = new ArrayList<>();
        List<FoldItem<F>> foldable = new ArrayList<>();
        for (FoldItem<F> item : items) {
            String stream = item.stream().value();
            String reason = poison.get(item.offset());
            if (parked.contains(stream) || reason != null) {
                boolean first = parked.add(stream);
                waiting.add(
                        new ParkedEvent(
                                stream, item.version(), item.offset(), first ? reason : null));
            } else {
                foldable.add(item);
            }
        }
        return new Result<>(rows(foldable, poison, load), waiting);
    }

    private Map<String, @Nullable R> rows(
            List<FoldItem<F>> items,
            Map<Long, String> poison,
            Function<Set<String>, Map<String, R>> load) {
        Set<String> keys = new HashSet<>();
        items.forEach(item -> keys.addAll(item.keys()));
        Map<String, R> before = load.apply(keys);
        Map<String, @Nullable R> rows = new LinkedHashMap<>();
        for (FoldItem<F> item : items) {
            Envelope<F> event = item.event();
            if (event == null) {
                continue;
            }
            for (String key : item.keys()) {
                R row = rows.containsKey(key) ? rows.get(key) : before.get(key);
                try {
                    rows.put(key, projection.fold(key, row, event));
                } catch (RuntimeException e) {
                    poison.put(item.offset(), "fold of %s: %s".formatted(event.type(), e));
                    return rows;
                }
            }
        }
        return rows;
    }
}
