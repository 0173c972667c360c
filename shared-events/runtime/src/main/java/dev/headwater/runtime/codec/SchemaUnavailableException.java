package dev.headwater.runtime.codec;

/** A schema id that is not known yet, while the registry does not answer. The caller retries. */
public final class SchemaUnavailableException extends RuntimeException {

    public SchemaUnavailableException(String message) {
        super(message);
    }

    public SchemaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
