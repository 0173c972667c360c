package dev.headwater.runtime.projection;

/**
 * A table does not stand where its fold left it: PostgreSQL came back from a crash without its last
 * commits, which did not wait for the disk, or another process has taken over. Nothing was written;
 * the caller begins again at the stored checkpoints, once it holds the lock.
 */
final class StaleCheckpointException extends RuntimeException {

    StaleCheckpointException(Checkpoint expected) {
        super(
                "%s is not at offset %d of partition %d any more"
                        .formatted(
                                expected.generation().table(),
                                expected.nextOffset(),
                                expected.partition()));
    }
}
