package dev.headwater.runtime.log;

/** Another writer holds this partition now. The caller steps down, or acquires it again. */
public final class FencedException extends RuntimeException {

    public FencedException(String message, Throwable cause) {
        super(message, cause);
    }
}
