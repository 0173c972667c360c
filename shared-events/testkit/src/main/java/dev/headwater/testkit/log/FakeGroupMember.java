package dev.headwater.testkit.log;

import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** One member of a {@link FakeGroup}; rebalances happen inside poll, as in Kafka. */
final class FakeGroupMember implements GroupMember {

    private static final int POLL_RECORDS_MAX = 500;

    private final FakeLog log;
    private final FakeGroup group;
    private final String topic;
    private final Listener listener;
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final Set<Integer> paused = new HashSet<>();
    private boolean expired;
    private boolean woken;

    FakeGroupMember(FakeLog log, FakeGroup group, String topic, Listener listener) {
        this.log = log;
        this.group = group;
        this.topic = topic;
        this.listener = listener;
    }

    /** Called under the log's lock. */
    void expire() {
        expired = true;
    }

    @Override
    public List<LogRecord> poll(Duration wait) {
        rebalance();
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
                        log.await(Math.min(deadline - System.nanoTime(), 20_000_000L));
                        records = read();
                    }
                    woken = false;
                    return records;
                });
    }

    private void rebalance() {
        boolean wasExpired = log.locked(() -> expired);
        if (wasExpired) {
            Set<Integer> lost = Set.copyOf(positions.keySet());
            positions.clear();
            paused.clear();
            if (!lost.isEmpty()) {
                listener.lost(lost);
            }
            log.locked(() -> expired = false);
        }
        Set<Integer> surplus =
                log.locked(
                        () -> {
                            group.join(this);
                            return group.surplus(this);
                        });
        if (!surplus.isEmpty()) {
            listener.revoked(surplus);
            positions.keySet().removeAll(surplus);
            paused.removeAll(surplus);
            log.locked(
                    () -> {
                        group.release(surplus);
                        return surplus;
                    });
        }
        Set<Integer> claimed = log.locked(() -> group.claim(this));
        if (!claimed.isEmpty()) {
            claimed.forEach(partition -> positions.put(partition, 0L));
            paused.addAll(claimed);
            listener.assigned(claimed);
        }
    }

    private List<LogRecord> read() {
        List<LogRecord> records = new ArrayList<>();
        for (Map.Entry<Integer, Long> each : positions.entrySet()) {
            if (!paused.contains(each.getKey())) {
                FakePartition.Read read =
                        log.partition(topic, each.getKey()).read(each.getValue(), POLL_RECORDS_MAX);
                records.addAll(read.records());
                each.setValue(read.next());
            }
        }
        return records;
    }

    @Override
    public void seek(int partition, long offset) {
        requireAssigned(partition);
        positions.put(partition, offset);
    }

    @Override
    public void pause(int partition) {
        requireAssigned(partition);
        paused.add(partition);
    }

    @Override
    public void resume(int partition) {
        requireAssigned(partition);
        paused.remove(partition);
    }

    private void requireAssigned(int partition) {
        if (!positions.containsKey(partition)) {
            throw new IllegalStateException("partition " + partition + " is not assigned");
        }
    }

    @Override
    public Map<Integer, Long> committed(Set<Integer> partitions) {
        return log.locked(
                () -> {
                    log.requireAvailable();
                    Map<Integer, Long> found = new HashMap<>(group.offsets);
                    found.keySet().retainAll(partitions);
                    return found;
                });
    }

    @Override
    public void commit(Map<Integer, Long> nextOffsets) {
        log.locked(
                () -> {
                    log.requireAvailable();
                    if (!expired) {
                        group.offsets.putAll(nextOffsets);
                    }
                    return group;
                });
    }

    @Override
    public Range range(int partition) {
        return log.locked(
                () -> {
                    log.requireAvailable();
                    FakePartition read = log.partition(topic, partition);
                    return new Range(read.start(), read.stableEnd());
                });
    }

    @Override
    public long position(int partition) {
        requireAssigned(partition);
        return positions.getOrDefault(partition, 0L);
    }

    @Override
    public OptionalLong lag(int partition) {
        long position = position(partition);
        return log.locked(
                () -> OptionalLong.of(log.partition(topic, partition).stableEnd() - position));
    }

    @Override
    public void wakeup() {
        log.locked(() -> woken = true);
    }

    @Override
    public void close() {
        log.locked(
                () -> {
                    group.leave(this);
                    return group;
                });
    }
}
