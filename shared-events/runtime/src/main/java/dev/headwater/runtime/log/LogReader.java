package dev.headwater.runtime.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads committed records of one topic, outside any group. Single-threaded but for wakeup. */
public interface LogReader extends AutoCloseable {

    /** Reads these partitions from now on, each from its offset. */
    void assign(Map<Integer, Long> from);

    /** Stops reading a partition that was assigned. */
    void drop(int partition);

    /**
     * @return records in offset order per partition; empty when {@code wait} passed without any
     */
    List<LogRecord> poll(Duration wait);

    /**
     * The offset behind all that {@link #poll} returned, control records included: a replay has
     * caught up when this has reached the barrier, and never when "no more records" came.
     */
    long position(int partition);

    /** First offset that still exists, per partition. */
    Map<Integer, Long> starts(Set<Integer> partitions);

    /** Last stable offset per partition: what a reader of committed records can reach now. */
    Map<Integer, Long> ends(Set<Integer> partitions);

    /** Per partition the first offset recorded at or after {@code instant}, or the end. */
    Map<Integer, Long> offsetsAt(Set<Integer> partitions, Instant instant);

    /** Makes a waiting {@link #poll} return at once. From any thread. */
    void wakeup();

    @Override
    void close();
}
