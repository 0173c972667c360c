package dev.headwater.runtime.decide;

/**
 * A refusal the caller can act on. {@code detail} is for people; programs read {@code code}.
 *
 * @param code which rule refused; its name becomes the problem {@code type} of the HTTP answer
 * @param detail one sentence that names what was refused and why
 */
public record Rejection(Code code, String detail) {

    /** Implemented by one enum per service, so that a typo in a code cannot compile. */
    public interface Code {
        String name();

        Kind kind();
    }

    /** The closed set that the HTTP layer and the metrics know, each with its HTTP status. */
    public enum Kind {
        NOT_FOUND(404),
        FORBIDDEN(403),
        INVALID_STATE(409);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The status of the HTTP answer. */
        public int status() {
            return status;
        }
    }
}
