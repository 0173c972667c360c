package dev.headwater.runtime.codec;

/** Bytes that no reader of this service understands. The record is dead-lettered, never skipped. */
public final class UndecodableException extends RuntimeException {

    public UndecodableException(String message) {
        super(message);
    }

    public UndecodableException(String message, Throwable cause) {
        super(message, cause);
    }
}
