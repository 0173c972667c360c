package dev.headwater.local;

import java.io.Serial;

/**
 * The platform cannot do what was asked; the message is one sentence for a person, saying what to
 * do.
 */
public final class PlatformException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
