package dev.headwater.runtime.projection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far this process has folded its partitions, for readers that wait for it. Thread-safe. */
final class FoldedOffsets {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Integer, Long> next = new HashMap<>();

    /** {@code nextOffset} is committed; also backwards, when the database was dropped. */
    void set(int partition, long nextOffset) {
        lock.lock();
        try {
            next.put(partition, nextOffset);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** This process no longer folds the partition. */
    void forget(int partition) {
        lock.lock();
        try {
            next.remove(partition);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Blocks until the partition is past the offset.
     *
     * @return whether {@code offset} is known here to be folded within {@code max}
     */
    boolean await(int partition, long offset, Duration max) {
        long left = max.toNanos();
        lock.lock();
        try {
            while (next.getOrDefault(partition, 0L) <= offset) {
                if (left <= 0) {
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
