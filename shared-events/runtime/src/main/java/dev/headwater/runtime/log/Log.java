package dev.headwater.runtime.log;

/**
 * Where everything that happened is kept. Implemented on Kafka and by the simulator; one contract
 * suite holds both to the same behaviour.
 *
 * <p>Every method blocks; every method throws {@link LogUnavailableException} when the log does not
 * answer in time, upon which the caller retries with back-off.
 */
public interface Log {

    /**
     * Becomes the one writer of a partition: fences the predecessor, settles its open transaction,
     * and only then reads the ends. Source: architecture §3, Acquire 1–2.
     */
    PartitionLog acquire(String service, int partition);

    /**
     * Joins a consumer group on one topic. Nothing is read until the listener is told of an
     * assignment and seeks and resumes it.
     *
     * @param group the group's id
     * @param topic the one topic of the subscription
     */
    GroupMember join(String group, String topic, GroupMember.Listener listener);

    /** A reader of committed records, outside any group. */
    LogReader reader(String topic);

    /**
     * Appends commands: idempotent, in order per partition, acknowledged by all in-sync replicas.
     */
    Appender appender();

    /** Kafka's id of a topic: another id under the same name is another topic. */
    String topicId(String topic);

    /** How many partitions the topic has. */
    int partitions(String topic);

    /** The partition of a stream, by the same rule for every reader and writer. */
    int partitionOf(StreamId stream, int partitions);
}
