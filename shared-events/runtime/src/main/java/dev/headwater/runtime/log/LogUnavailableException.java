package dev.headwater.runtime.log;

/** The log did not answer, or not in time. The caller retries with back-off. */
public final class LogUnavailableException extends RuntimeException {

    public LogUnavailableException(String message) {
        super(message);
    }

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
