package dev.headwater.runtime.command;

/**
 * What is in memory cannot be completed any more, because the snapshot that it goes with is gone or
 * cannot be read: the memory is dropped and the partition acquired anew, from another snapshot or
 * from the beginning of the log.
 */
final class SnapshotLostException extends RuntimeException {

    SnapshotLostException(String message) {
        super(message);
    }

    SnapshotLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
