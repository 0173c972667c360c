package dev.headwater.runtime.command;

/**
 * A command whose event would be larger than the log takes. The command fails, nothing is appended.
 */
final class RecordTooLargeException extends RuntimeException {

    RecordTooLargeException(String type, int bytes, int max) {
        super("%s would be %d bytes, at most %d fit".formatted(type, bytes, max));
    }
}
