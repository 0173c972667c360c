package dev.headwater.runtime.projection;

/**
 * A partition must not be folded as things are, for example because its topic was recreated. It is
 * asked again with back-off, and readiness says why, unless all is well elsewhere.
 */
final class RefusedException extends RuntimeException {

    private final boolean superseded;

    RefusedException(String message) {
        this(message, false);
    }

    /**
     * @param superseded a newer version of this program folds the projection now: no fault of this
     *     process, which goes on with everything else
     */
    RefusedException(String message, boolean superseded) {
        super(message);
        this.superseded = superseded;
    }

    boolean superseded() {
        return superseded;
    }
}
