package dev.headwater.runtime.snapshot;

/** Where snapshots are kept did not answer, or not in time. Nothing was changed; try later. */
public final class SnapshotUnavailableException extends RuntimeException {

    public SnapshotUnavailableException(String message) {
        super(message);
    }

    public SnapshotUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
