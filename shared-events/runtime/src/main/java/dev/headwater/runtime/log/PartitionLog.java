package dev.headwater.runtime.log;

import java.util.List;
import java.util.Map;

/**
 * One partition of a service's topics, held by its one fenced writer. Not thread-safe: one loop
 * owns it. After any exception from {@link #commit} it is of no further use: close it and acquire
 * again, because only a replay tells whether that transaction committed.
 */
public interface PartitionLog extends AutoCloseable {

    /** Which of the service's topics a record goes to. */
    enum Target {
        EVENTS,
        OUTCOMES,
        DEAD_LETTERS
    }

    /**
     * @param target which topic; the partition is this one
     * @param key the stream id
     * @param value the encoded body
     * @param headers written as UTF-8
     */
    record Append(Target target, String key, byte[] value, Map<String, String> headers) {}

    /**
     * Where the log ended when this writer had fenced its predecessor, uncommitted records and
     * control records included. A replay that has reached these offsets has seen all that was ever
     * committed before.
     *
     * @param events end offset of {@code <svc>.events}
     * @param outcomes end offset of {@code <svc>.outcomes}
     */
    record Barrier(long events, long outcomes) {}

    Barrier barrier();

    /**
     * Appends all of {@code batch} in one transaction: all of it commits or none. This is the only
     * append of events and outcomes there is.
     *
     * @param batch at least one record, in order
     * @param firstEventOffset the offset at which the caller expects the first record for {@link
     *     Target#EVENTS}; checked before the commit
     * @return the offsets of the records, in the order of {@code batch}
     * @throws FencedException another writer has taken this partition: nothing was committed by
     *     this call; step down or acquire again
     * @throws LogUnavailableException the outcome is unknown, or nothing was committed: acquire
     *     again and replay
     */
    List<Long> commit(List<Append> batch, long firstEventOffset);

    /** Releases the writer without waiting; an open transaction is left to the next fence. */
    @Override
    void close();
}
