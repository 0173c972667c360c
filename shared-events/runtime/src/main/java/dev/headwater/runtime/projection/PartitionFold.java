package dev.headwater.runtime.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one partition make of its rows, in memory until it is written: a row that five
 * events touch is written once. Rows stay here for the events behind, the ones touched last for
 * longest. Not thread-safe.
 *
 * @param <F> the events
 * @param <R> the rows
 */
final class PartitionFold<F, R> {

    /**
     * What is to be written.
     *
     * @param fresh rows whose keys the table does not hold
     * @param changed rows whose keys it does
     * @param deleted keys of rows that go
     * @param waiting events that are parked from now on, in order
     * @param parked all streams that wait then
     */
    record Changes<R>(
            List<R> fresh,
            List<R> changed,
            List<String> deleted,
            List<ParkedEvent> waiting,
            Set<String> parked) {}

    /** A row as it is in memory, or null for one that was deleted. */
    private static final class Held<R> {
        private @Nullable R row;
        private boolean stored;
        private boolean changed;
    }

    private final RowMapping<R> mapping;
    private final BatchFold<F, R> fold;
    private final Function<Set<String>, Map<String, R>> table;
    private final int rowsMax;
    private final LinkedHashMap<String, Held<R>> rows = new LinkedHashMap<>(256, 0.75f, true);
    private final List<ParkedEvent> waiting = new ArrayList<>();
    private final Set<String> parked = new HashSet<>();
    private boolean tableEmpty;
    private int changed;

    /**
     * @param table loads rows of the partition that are written
     * @param from the table holds all events before it
     * @param rowsMax most rows held, but for those of one batch
     */
    PartitionFold(
            RowMapping<R> mapping,
            Projection<F, R> projection,
            Function<Set<String>, Map<String, R>> table,
            Checkpoint from,
            int rowsMax) {
        this.mapping = mapping;
        this.fold = new BatchFold<>(projection);
        this.table = table;
        this.rowsMax = rowsMax;
        reset(from);
    }

    /** Forgets all that is not written. */
    void reset(Checkpoint from) {
        rows.clear();
        waiting.clear();
        changed = 0;
        parked.clear();
        parked.addAll(from.parked());
        tableEmpty = from.nextOffset() == 0;
    }

    /**
     * @param items in offset order, behind those of before
     */
    void add(List<FoldItem<F>> items) {
        Set<String> begun = begun(items);
        BatchFold.Result<R> result = fold.fold(items, parked, keys -> before(keys, begun));
        result.rows().forEach(this::hold);
        waiting.addAll(result.parked());
        result.parked().forEach(event -> parked.add(event.stream()));
    }

    /** Keys of streams that begin here: no row of them can be in the table. */
    private static <F> Set<String> begun(List<FoldItem<F>> items) {
        Set<String> begun = new HashSet<>();
        for (FoldItem<F> item : items) {
            if (item.version() == 1) {
                begun.add(item.stream().value());
                begun.add(item.stream().id());
            }
        }
        return begun;
    }

    private Map<String, R> before(Set<String> keys, Set<String> begun) {
        if (!tableEmpty) {
            Set<String> unknown = new HashSet<>(keys);
            unknown.removeAll(rows.keySet());
            unknown.removeAll(begun);
            if (!unknown.isEmpty()) {
                table.apply(unknown).forEach(this::holdStored);
            }
        }
        Map<String, R> before = new HashMap<>();
        for (String key : keys) {
            Held<R> held = rows.get(key);
            R row = held == null ? null : held.row;
            if (row != null) {
                // A fold that throws half way must leave what is held here as it was.
                before.put(key, mapping.copy(row));
            }
        }
        return before;
    }

    private void holdStored(String key, R row) {
        Held<R> held = new Held<>();
        held.row = row;
        held.stored = true;
        rows.put(key, held);
    }

    private void hold(String key, @Nullable R row) {
        Held<R> held = rows.computeIfAbsent(key, _ -> new Held<>());
        held.row = row;
        if (!held.changed) {
            held.changed = true;
            changed++;
        }
    }

    /** Whether it is time to write. */
    boolean isFull() {
        return changed + waiting.size() >= rowsMax;
    }

    Changes<R> changes() {
        List<R> fresh = new ArrayList<>();
        List<R> again = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        rows.forEach(
                (key, held) -> {
                    R row = held.row;
                    if (!held.changed) {
                        return;
                    }
                    if (row != null) {
                        (held.stored ? again : fresh).add(row);
                    } else if (held.stored) {
                        deleted.add(key);
                    }
                });
        return new Changes<>(fresh, again, deleted, List.copyOf(waiting), Set.copyOf(parked));
    }

    /** The changes are committed. */
    void written() {
        waiting.clear();
        changed = 0;
        tableEmpty = false;
        int surplus = rows.size() - rowsMax;
        Iterator<Held<R>> eldestFirst = rows.values().iterator();
        while (eldestFirst.hasNext()) {
            Held<R> held = eldestFirst.next();
            held.changed = false;
            held.stored = held.row != null;
            if (!held.stored || surplus-- > 0) {
                eldestFirst.remove();
            }
        }
    }
}
