package dev.headwater.testkit.log;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.Topics;

/**
 * A log for the contract suite, and what the suite needs to do to it behind the back of its ports.
 */
public interface LogFixture {

    /** Partitions of every topic of the suite. */
    int PARTITIONS = 4;

    Log log();

    /** The four empty topics, of {@link #PARTITIONS} each, of a service that nobody used before. */
    Topics freshTopics();

    /**
     * A writer begins a transaction on the partition, appends one event, and is never heard of
     * again. Returns when a reader of uncommitted records would see the event.
     */
    void dieInTransaction(Topics topics, int partition);

    /** Deletes the records before {@code offset}, as retention does. */
    void truncate(String topic, int partition, long offset);

    /** Has the group's members thrown out, as it happens to those who are silent for too long. */
    void expireSessions(String group);
}
