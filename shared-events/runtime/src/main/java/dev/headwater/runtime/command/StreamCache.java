package dev.headwater.runtime.command;

import dev.headwater.runtime.log.StreamId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a partition that are in memory. Those that changed since the last snapshot stay
 * until it is written; of the others the least recently used go. Not thread-safe.
 *
 * <p>As long as it is {@link #complete}, a stream that is not here does not exist. Once it is not,
 * such a stream is unknown, and only the snapshot tells.
 */
final class StreamCache {

    private static final int SIZE = 16;
    private static final float LOAD = 0.75f;

    private final int max;
    private final Map<StreamId, Stream> saved = new LinkedHashMap<>(SIZE, LOAD, true);
    private Map<StreamId, Stream> saving = Map.of();
    private Map<StreamId, Stream> unsaved = new HashMap<>();
    private boolean complete = true;

    /**
     * @param max most streams after {@link #trim}, the unsaved ones aside
     */
    StreamCache(int max) {
        this.max = max;
    }

    /** The stream, or null when it is not in memory. */
    @Nullable Stream get(StreamId id) {
        Stream found = unsaved.get(id);
        if (found == null) {
            found = saving.get(id);
        }
        return found == null ? saved.get(id) : found;
    }

    boolean complete() {
        return complete;
    }

    /** From now on a stream that is not here may be in the snapshot. */
    void startIncomplete() {
        complete = false;
    }

    /** A committed event has changed the stream. */
    void changed(StreamId id, Stream stream) {
        saved.remove(id);
        unsaved.put(id, stream);
    }

    /** The stream as the snapshot has it. */
    void loaded(StreamId id, Stream stream) {
        saved.put(id, stream);
    }

    /** What the next snapshot has to hold; until {@link #endSave} nothing of it is forgotten. */
    Map<StreamId, Stream> beginSave() {
        saving = unsaved;
        unsaved = new HashMap<>();
        return saving;
    }

    /**
     * @param written whether the snapshot holds them now; if not, they remain to be saved
     */
    void endSave(boolean written) {
        Map<StreamId, Stream> ended = saving;
        saving = Map.of();
        if (written) {
            ended.forEach(
                    (id, stream) -> {
                        if (!unsaved.containsKey(id)) {
                            saved.put(id, stream);
                        }
                    });
        } else {
            // Not into the old one: a write that nobody waits for any more may still read it.
            Map<StreamId, Stream> all = new HashMap<>(ended);
            all.putAll(unsaved);
            unsaved = all;
        }
    }

    /** The snapshot is gone: all of it has to be saved again. */
    void unsaveAll() {
        saved.forEach(unsaved::putIfAbsent);
        saved.clear();
    }

    /** Forgets what is too much and saved, the least recently used first. */
    void trim() {
        Iterator<StreamId> eldest = saved.keySet().iterator();
        for (int surplus = size() - max; surplus > 0 && eldest.hasNext(); surplus--) {
            eldest.next();
            eldest.remove();
            complete = false;
        }
    }

    /** Whether there is no room for another stream, because so many cannot be forgotten. */
    boolean full() {
        return unsaved() >= max;
    }

    int unsaved() {
        return unsaved.size() + saving.size();
    }

    int size() {
        return unsaved() + saved.size();
    }
}
