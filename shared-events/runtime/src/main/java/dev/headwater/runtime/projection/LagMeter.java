package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures how far a projection is behind, over all replicas: stored checkpoints against the log.
 * Control records lie between a checkpoint and the end, so an end alone does not tell: what lies
 * between is read. Thread-safe; holds one reader.
 */
final class LagMeter implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int LOOKS_MAX = 6;

    /**
     * @param next the first offset that is not folded
     * @param end the last stable offset
     * @param events between them, at the most
     * @param oldest when the first of them was recorded; null when it is not known or there is none
     */
    record Lag(long next, long end, long events, @Nullable Instant oldest) {}

    private final FoldContext<?, ?> context;
    private @Nullable LogReader reader;
    private volatile Map<Integer, Lag> last = Map.of();

    LagMeter(FoldContext<?, ?> context) {
        this.context = context;
    }

    /** What was measured last, by partition; empty before the first time. */
    Map<Integer, Lag> last() {
        return last;
    }

    /**
     * @param next per partition the first offset that is not folded; absent ones are at 0
     * @return by partition
     * @throws LogUnavailableException the log does not answer
     */
    synchronized Map<Integer, Lag> measure(Map<Integer, Long> next) {
        try {
            Map<Integer, Lag> measured = measure(reader(), next);
            last = measured;
            return measured;
        } catch (LogUnavailableException e) {
            close();
            throw e;
        }
    }

    private Map<Integer, Lag> measure(LogReader log, Map<Integer, Long> next) {
        Set<Integer> all =
                IntStream.range(0, context.log().partitions(context.topic()))
                        .boxed()
                        .collect(Collectors.toSet());
        Map<Integer, Long> ends = log.ends(all);
        Map<Integer, Long> starts = log.starts(all);
        Map<Integer, Lag> lags = new TreeMap<>();
        Map<Integer, Long> between = new HashMap<>();
        for (int partition : all) {
            long from = next.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            lags.put(partition, new Lag(from, end, Math.max(0, end - from), null));
            if (end > from && from >= starts.getOrDefault(partition, 0L)) {
                between.put(partition, from);
            }
        }
        look(log, between, lags);
        return lags;
    }

    private static void look(LogReader log, Map<Integer, Long> at, Map<Integer, Lag> lags) {
        log.assign(at);
        Set<Integer> open = new HashSet<>(at.keySet());
        for (int i = 0; i < LOOKS_MAX && !open.isEmpty(); i++) {
            for (LogRecord record : log.poll(LOOK)) {
                if (open.remove(record.partition())) {
                    lags.computeIfPresent(
                            record.partition(),
                            (_, lag) ->
                                    new Lag(
                                            lag.next(),
                                            lag.end(),
                                            Math.max(0, lag.end() - record.offset()),
                                            record.recordedAt()));
                    log.drop(record.partition());
                }
            }
            for (int partition : Set.copyOf(open)) {
                Lag lag = lags.get(partition);
                if (lag != null && log.position(partition) >= lag.end()) {
                    lags.put(partition, new Lag(lag.next(), lag.end(), 0, null));
                    open.remove(partition);
                    log.drop(partition);
                }
            }
        }
        log.assign(Map.of());
    }

    private LogReader reader() {
        LogReader current = reader;
        if (current == null) {
            current = context.log().reader(context.topic());
            reader = current;
        }
        return current;
    }

    @Override
    public synchronized void close() {
        LogReader current = reader;
        reader = null;
        if (current != null) {
            current.close();
        }
    }
}
