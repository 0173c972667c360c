package dev.headwater.runtime.command;

/** What a partition's owner asks of the group member that reads the commands topic. */
interface Inbox {

    /** How many polls have begun. */
    long pollsBegun();

    /** Whether a poll later than the {@code since}-th has confirmed the assignment. */
    boolean confirmedSince(int partition, long since);

    /** Reads the partition from this offset on into its mailbox; happens on the polling thread. */
    void openAt(PartitionOwner owner, long offset);

    /** Stops reading the partition; happens on the polling thread. */
    void pause(PartitionOwner owner);
}
