package dev.headwater.runtime.command;

import dev.headwater.runtime.log.LogRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where both intakes of a partition meet: hand-offs of this process and records of the commands
 * topic, each in order and bounded. Thread-safe.
 *
 * <p>The topic's side is open only between a seek to the next undecided command and the next
 * trouble: what was polled before the seek must never be decided.
 */
final class Mailbox {

    private final int handOffsMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<HandOff> handOffs = new ArrayDeque<>();
    private final Deque<LogRecord> records = new ArrayDeque<>();
    private boolean topicOpen;
    private boolean closed;
    private boolean nudged;

    Mailbox(int handOffsMax) {
        this.handOffsMax = handOffsMax;
    }

    /** What the intakes brought. */
    record Batch(List<HandOff> handOffs, List<LogRecord> records) {

        boolean isEmpty() {
            return handOffs.isEmpty() && records.isEmpty();
        }
    }

    enum Offer {
        TAKEN,
        FULL,
        CLOSED
    }

    Offer offer(HandOff handOff) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (handOffs.size() >= handOffsMax) {
                return Offer.FULL;
            }
            handOffs.add(handOff);
            arrived.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what was polled, if the topic's side is open; drops it if not, because it will be
     * polled again.
     *
     * @return how many records wait now
     */
    int offer(List<LogRecord> polled) {
        lock.lock();
        try {
            if (topicOpen && !closed) {
                records.addAll(polled);
                arrived.signal();
            }
            return records.size();
        } finally {
            lock.unlock();
        }
    }

    /** Right after the consumer was seeked, on its thread. */
    void openTopic() {
        lock.lock();
        try {
            records.clear();
            topicOpen = true;
        } finally {
            lock.unlock();
        }
    }

    void closeTopic() {
        lock.lock();
        try {
            records.clear();
            topicOpen = false;
        } finally {
            lock.unlock();
        }
    }

    /** Puts hand-offs back in front, in their order: they are decided again after the recovery. */
    void offerAgain(List<HandOff> undecided) {
        lock.lock();
        try {
            for (HandOff each : undecided.reversed()) {
                handOffs.addFirst(each);
            }
        } finally {
            lock.unlock();
        }
    }

    /** At most {@code max} of each kind; empty when there is nothing. Never waits. */
    Batch take(int max) {
        lock.lock();
        try {
            nudged = false;
            return new Batch(drain(handOffs, max), drain(records, max));
        } finally {
            lock.unlock();
        }
    }

    private static <T> List<T> drain(Deque<T> from, int max) {
        List<T> taken = new ArrayList<>(Math.min(from.size(), max));
        while (taken.size() < max && !from.isEmpty()) {
            taken.add(from.removeFirst());
        }
        return taken;
    }

    /**
     * Waits until somebody nudges, something waits to be taken, or {@code wait} is over.
     *
     * @param deciding whether what arrives can be decided. An owner that is recovering passes
     *     false: waking up for what it cannot take yet would spin, and on few cores keep the poll
     *     that it waits for from ever running
     */
    void await(Duration wait, boolean deciding) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (left > 0 && !nudged && !closed && !(deciding && somethingWaits())) {
                left = arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean somethingWaits() {
        return !handOffs.isEmpty() || !records.isEmpty();
    }

    /** Ends a wait; the next one when there is none now. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** No more arrives from now on. Returns the hand-offs that were not taken. */
    List<HandOff> close() {
        lock.lock();
        try {
            closed = true;
            topicOpen = false;
            records.clear();
            List<HandOff> left = List.copyOf(handOffs);
            handOffs.clear();
            arrived.signal();
            return left;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return handOffs.size() + records.size();
        } finally {
            lock.unlock();
        }
    }

    int recordsWaiting() {
        lock.lock();
        try {
            return records.size();
        } finally {
            lock.unlock();
        }
    }
}
