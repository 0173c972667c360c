package dev.headwater.runtime.projection;

/**
 * The log holds what cannot be: a gap in a stream's versions, or a record that is no event. The
 * partition stops for good, and readiness says why; the message names stream, version, partition
 * and offset.
 */
final class CorruptHistoryException extends RuntimeException {

    CorruptHistoryException(String message) {
        super(message);
    }
}
