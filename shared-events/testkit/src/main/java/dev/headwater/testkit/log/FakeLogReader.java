package dev.headwater.testkit.log;

import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads committed records from memory. */
final class FakeLogReader implements LogReader {

    private static final int POLL_RECORDS_MAX = 500;
    private static final int EMPTY_POLLS_MAX = 200_000;

    private final FakeLog log;
    private final String topic;
    private final Map<Integer, Long> positions = new TreeMap<>();
    private boolean woken;
    private int emptyInARow;

    FakeLogReader(FakeLog log, String topic) {
        this.log = log;
        this.topic = topic;
    }

    @Override
    public void assign(Map<Integer, Long> from) {
        positions.clear();
        positions.putAll(from);
    }

    @Override
    public void drop(int partition) {
        positions.remove(partition);
    }

    @Override
    public List<LogRecord> poll(Duration wait) {
        return log.locked(
                () -> {
                    log.requireAvailable();
                    long deadline = System.nanoTime() + wait.toNanos();
                    List<LogRecord> records = read();
                    while (records.isEmpty()
                            && log.blocking
                            && !woken
                            && System.nanoTime() < deadline
                            && !Thread.currentThread().isInterrupted()) {
                        log.await(deadline - System.nanoTime());
                        records = read();
                    }
                    woken = false;
                    stillMoves(records);
                    return records;
                });
    }

    /** One thread drives everything: what it waits for in vain will never come. */
    private void stillMoves(List<LogRecord> records) {
        emptyInARow = records.isEmpty() ? emptyInARow + 1 : 0;
        if (!log.blocking && emptyInARow > EMPTY_POLLS_MAX) {
            throw new IllegalStateException(
                    "a deadlock: nothing comes at %s %s".formatted(topic, positions));
        }
    }

    private List<LogRecord> read() {
        List<LogRecord> records = new ArrayList<>();
        for (Map.Entry<Integer, Long> each : positions.entrySet()) {
            FakePartition partition = log.partition(topic, each.getKey());
            if (each.getValue() < partition.start()) {
                throw new LogUnavailableException(
                        "offset %d of %s is gone, the log starts at %d"
                                .formatted(each.getValue(), topic, partition.start()));
            }
            FakePartition.Read read = partition.read(each.getValue(), POLL_RECORDS_MAX);
            records.addAll(read.records());
            each.setValue(read.next());
        }
        return records;
    }

    @Override
    public long position(int partition) {
        Long position = positions.get(partition);
        if (position == null) {
            throw new LogUnavailableException("partition " + partition + " is not assigned");
        }
        return position;
    }

    @Override
    public Map<Integer, Long> starts(Set<Integer> partitions) {
        return offsets(partitions, FakePartition::start);
    }

    @Override
    public Map<Integer, Long> ends(Set<Integer> partitions) {
        return offsets(partitions, FakePartition::stableEnd);
    }

    @Override
    public Map<Integer, Long> offsetsAt(Set<Integer> partitions, Instant instant) {
        return offsets(
                partitions,
                partition ->
                        partition.read(0, Integer.MAX_VALUE).records().stream()
                                .filter(record -> !record.recordedAt().isBefore(instant))
                                .map(LogRecord::offset)
                                .findFirst()
                                .orElseGet(partition::stableEnd));
    }

    private Map<Integer, Long> offsets(Set<Integer> of, Function<FakePartition, Long> offset) {
        return log.locked(
                () -> {
                    log.requireAvailable();
                    Map<Integer, Long> found = new HashMap<>();
                    of.forEach(p -> found.put(p, offset.apply(log.partition(topic, p))));
                    return found;
                });
    }

    @Override
    public void wakeup() {
        log.locked(() -> woken = true);
    }

    @Override
    public void close() {
        positions.clear();
    }
}
