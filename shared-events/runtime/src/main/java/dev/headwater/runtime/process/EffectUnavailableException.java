package dev.headwater.runtime.process;

/** The other side of an effect did not answer, or not now. The runner tries again with back-off. */
public final class EffectUnavailableException extends RuntimeException {

    public EffectUnavailableException(String message) {
        super(message);
    }

    public EffectUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
