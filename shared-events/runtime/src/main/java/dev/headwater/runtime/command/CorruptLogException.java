package dev.headwater.runtime.command;

/**
 * History that cannot be: the partition stops, says why, and stays unready until a person has
 * looked at it. The message names stream, version, partition and offset.
 */
final class CorruptLogException extends RuntimeException {

    CorruptLogException(String message) {
        super(message);
    }

    CorruptLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
