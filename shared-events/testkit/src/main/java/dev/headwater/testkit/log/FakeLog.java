package dev.headwater.testkit.log;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.StreamId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log in memory: transactions with markers, fencing by epoch, groups with sessions, and faults
 * on request. Held to Kafka's behaviour by the log contract suite. Thread-safe; with {@code
 * blocking} off, polls never wait, so that one thread can drive everything.
 */
public final class FakeLog implements Log {

    /** What the next commit of a partition runs into. */
    public enum Fault {
        /** Nothing is appended; the producer is dead. */
        FAILS,
        /** All is committed, the answer is lost. */
        ANSWER_LOST,
        /** Records are appended, the transaction stays open until the next fence aborts it. */
        HANGS
    }

    final ReentrantLock lock = new ReentrantLock();
    final Condition changed = lock.newCondition();
    final InstantSource clock;
    final boolean blocking;
    private final int partitions;
    private final Map<String, FakePartition[]> topics = new HashMap<>();
    private final Map<String, String> topicIds = new HashMap<>();
    private final Map<String, FakeGroup> groups = new HashMap<>();
    private final Map<String, FakePartitionLog> writers = new HashMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private boolean available = true;

    public FakeLog(int partitions, InstantSource clock, boolean blocking) {
        this.partitions = partitions;
        this.clock = clock;
        this.blocking = blocking;
    }

    /** Makes the next commit on that partition fail in this way; several queue up. */
    public void failNextCommit(String service, int partition, Fault fault) {
        locked(
                () ->
                        faults.computeIfAbsent(name(service, partition), _ -> new ArrayDeque<>())
                                .add(fault));
    }

    /** While off, every call throws {@link LogUnavailableException}. */
    public void available(boolean on) {
        locked(() -> available = on);
    }

    /** Ends the sessions of a group's members, as a long silence does. */
    public void expireSessions(String group) {
        locked(
                () -> {
                    group(group).expireAll();
                    return group;
                });
    }

    /** Drops what is older than {@code offset}, as retention does. */
    public void truncate(String topic, int partition, long offset) {
        locked(
                () -> {
                    partition(topic, partition).truncateBefore(offset);
                    return topic;
                });
    }

    /** Deletes a topic; the next use creates another of the same name. */
    public void delete(String topic) {
        locked(
                () -> {
                    topicIds.remove(topic);
                    return topics.remove(topic);
                });
    }

    /** All committed records of a topic's partition. */
    public List<LogRecord> committed(String topic, int partition) {
        return locked(() -> partition(topic, partition).read(0, Integer.MAX_VALUE).records());
    }

    /** Commits a group's offset, as provisioning does. */
    public void commitOffset(String group, int partition, long offset) {
        locked(() -> group(group).offsets.put(partition, offset));
    }

    @Override
    public PartitionLog acquire(String service, int partition) {
        return locked(
                () -> {
                    requireAvailable();
                    FakePartitionLog before = writers.get(name(service, partition));
                    if (before != null) {
                        before.fence();
                    }
                    FakePartitionLog writer = new FakePartitionLog(this, service, partition);
                    writers.put(name(service, partition), writer);
                    return writer;
                });
    }

    @Override
    public GroupMember join(String group, String topic, GroupMember.Listener listener) {
        return locked(() -> new FakeGroupMember(this, group(group), topic, listener));
    }

    @Override
    public LogReader reader(String topic) {
        return new FakeLogReader(this, topic);
    }

    @Override
    public Appender appender() {
        return new Appender() {
            @Override
            public CompletableFuture<Long> append(
                    String topic, int at, String key, byte[] value, Map<String, String> headers) {
                return locked(
                        () ->
                                available
                                        ? CompletableFuture.completedFuture(
                                                put(topic, at, key, value, headers))
                                        : CompletableFuture.failedFuture(
                                                new LogUnavailableException(
                                                        "the log is switched off")));
            }

            @Override
            public void close() {
                // Nothing is held open.
            }
        };
    }

    /**
     * Appends a record outside any transaction, whatever it holds: also what a stranger might
     * write.
     */
    public long put(
            String topic,
            int at,
            @Nullable String key,
            byte @Nullable [] value,
            Map<String, String> headers) {
        return locked(
                () -> {
                    FakePartition target = partition(topic, at);
                    FakePartition.Transaction done = new FakePartition.Transaction();
                    done.fate = FakePartition.Fate.COMMITTED;
                    long offset = target.end();
                    target.append(
                            new LogRecord(
                                    at, offset, clock.instant(), key, value, Map.copyOf(headers)),
                            done);
                    return offset;
                });
    }

    /**
     * Appends a record of a stranger's transaction that stays open: committed readers stop there.
     *
     * @return ends it: the record is gone, its place and the marker's remain
     */
    public Runnable openTransaction(String topic, int at) {
        FakePartition.Transaction open = new FakePartition.Transaction();
        locked(
                () -> {
                    FakePartition target = partition(topic, at);
                    target.append(
                            new LogRecord(at, target.end(), clock.instant(), "x", null, Map.of()),
                            open);
                    return target;
                });
        return () ->
                locked(
                        () -> {
                            open.fate = FakePartition.Fate.ABORTED;
                            partition(topic, at).appendMarker(open);
                            return topic;
                        });
    }

    @Override
    public String topicId(String topic) {
        return locked(() -> topicIds.computeIfAbsent(topic, _ -> UUID.randomUUID().toString()));
    }

    @Override
    public int partitions(String topic) {
        return partitions;
    }

    @Override
    public int partitionOf(StreamId stream, int of) {
        return Math.floorMod(stream.value().hashCode() * 0x9E3779B1, of);
    }

    FakePartition partition(String topic, int number) {
        return topics.computeIfAbsent(
                        topic,
                        _ -> {
                            FakePartition[] created = new FakePartition[partitions];
                            for (int i = 0; i < partitions; i++) {
                                created[i] = new FakePartition();
                            }
                            return created;
                        })[number];
    }

    FakeGroup group(String name) {
        return groups.computeIfAbsent(name, _ -> new FakeGroup(partitions));
    }

    @Nullable Fault nextFault(String service, int partition) {
        Deque<Fault> queued = faults.get(name(service, partition));
        return queued == null ? null : queued.poll();
    }

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            T result = action.get();
            changed.signalAll();
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** Called under the lock by whatever a broker would have to answer. */
    void requireAvailable() {
        if (!available) {
            throw new LogUnavailableException("the log is switched off");
        }
    }

    /**
     * Waits under the lock for something to change, once: callers loop. Returns at once where polls
     * never wait.
     */
    @SuppressWarnings("WaitNotInLoop")
    void await(long nanos) {
        if (!blocking || nanos <= 0) {
            return;
        }
        try {
            changed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String name(String service, int partition) {
        return service + "-p" + partition;
    }
}
