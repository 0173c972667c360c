package dev.headwater.runtime.process.run;

import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Effect;
import dev.headwater.runtime.process.EffectUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * An outside that answers as it is told, then with "paid"; it keeps the keys it was called with.
 */
final class ScriptedEffect implements Effect<String, String> {

    final List<UUID> keys = new ArrayList<>();
    final Deque<RuntimeException> failures = new ArrayDeque<>();

    void unavailable(int times) {
        for (int i = 0; i < times; i++) {
            failures.add(new EffectUnavailableException("not now"));
        }
    }

    @Override
    public boolean opens(String event) {
        return event.equals("asked");
    }

    @Override
    public boolean closes(String intent, String later) {
        return later.equals("paid");
    }

    @Override
    public String call(StreamId stream, String intent, UUID key) {
        keys.add(key);
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        return "paid";
    }
}
