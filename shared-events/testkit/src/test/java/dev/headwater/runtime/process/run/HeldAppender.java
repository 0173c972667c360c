package dev.headwater.runtime.process.run;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.testkit.log.FakeLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An appender whose appends wait until a test decides what becomes of each. */
final class HeldAppender implements Appender {

    /** What becomes of an append. */
    enum Fate {
        ACKNOWLEDGED,
        ANSWER_LOST,
        FAILED
    }

    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to the log, compared nowhere
    private record Held(
            String topic,
            int partition,
            String key,
            byte[] value,
            Map<String, String> headers,
            CompletableFuture<Long> done) {}

    private final FakeLog log;
    private final List<Held> held = new ArrayList<>();
    private boolean holding = true;

    HeldAppender(FakeLog log) {
        this.log = log;
    }

    @Override
    public CompletableFuture<Long> append(
            String topic, int partition, String key, byte[] value, Map<String, String> headers) {
        Held append = new Held(topic, partition, key, value, headers, new CompletableFuture<>());
        held.add(append);
        if (!holding) {
            next(Fate.ACKNOWLEDGED);
        }
        return append.done();
    }

    int held() {
        return held.size();
    }

    /** Decides the oldest append; nothing when there is none. */
    void next(Fate fate) {
        if (held.isEmpty()) {
            return;
        }
        Held append = held.removeFirst();
        switch (fate) {
            case ACKNOWLEDGED -> append.done().complete(put(append));
            case ANSWER_LOST -> {
                put(append);
                append.done().completeExceptionally(new LogUnavailableException("no answer"));
            }
            case FAILED ->
                    append.done().completeExceptionally(new LogUnavailableException("not there"));
        }
    }

    /** Acknowledges all that wait and all that come. */
    void letGo() {
        holding = false;
        while (!held.isEmpty()) {
            next(Fate.ACKNOWLEDGED);
        }
    }

    private long put(Held append) {
        return log.put(
                append.topic(), append.partition(), append.key(), append.value(), append.headers());
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
