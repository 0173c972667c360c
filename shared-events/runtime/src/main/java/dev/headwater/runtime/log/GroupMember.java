package dev.headwater.runtime.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One member of a consumer group on one topic. Single-threaded, but for {@link #wakeup}: all calls
 * come from the thread that polls, and the listener is called inside {@link #poll}.
 *
 * <p>Newly assigned partitions are paused and stay so until {@link #resume}; there is no automatic
 * offset reset and no automatic commit.
 */
public interface GroupMember extends AutoCloseable {

    /** Told inside {@link #poll}; must not block longer than a hand-over takes. */
    interface Listener {

        /** Partitions of this member from now on; paused. */
        void assigned(Set<Integer> partitions);

        /** Partitions to hand over in order: finish what is in flight, then return. */
        void revoked(Set<Integer> partitions);

        /** Partitions that others may own already: drop what is in flight. */
        void lost(Set<Integer> partitions);
    }

    /**
     * Polls once: heartbeats, rebalances, and the records of the partitions that are not paused.
     *
     * @param wait how long to wait for records at the most
     * @return records in offset order per partition; empty when there were none
     */
    List<LogRecord> poll(Duration wait);

    void seek(int partition, long offset);

    void pause(int partition);

    void resume(int partition);

    /** The committed offset of each of the given partitions; those without one are absent. */
    Map<Integer, Long> committed(Set<Integer> partitions);

    /** Commits the next offsets to be read. */
    void commit(Map<Integer, Long> nextOffsets);

    /** First and end offset (last stable) of the partition. */
    Range range(int partition);

    /**
     * The offset behind all that {@link #poll} returned, control records included: committing it
     * leaves no lag where there is nothing to read. Only for a partition that was given a place.
     */
    long position(int partition);

    /**
     * How many offsets lie between {@link #position} and the last stable end, as of the last fetch;
     * empty before the first. Asks nobody.
     */
    OptionalLong lag(int partition);

    /** Makes a waiting {@link #poll} return at once. From any thread. */
    void wakeup();

    /** Leaves the group at once. */
    @Override
    void close();

    /**
     * @param start first offset that still exists
     * @param end offset behind the last
     */
    record Range(long start, long end) {}
}
