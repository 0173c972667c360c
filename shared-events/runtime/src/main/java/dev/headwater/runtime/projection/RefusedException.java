package dev.headwater.runtime.projection;

/**
 * A partition must not be folded as things are, for example because its topic was recreated. It is
 * asked again with back-off, and readiness says why.
 */
final class RefusedException extends RuntimeException {

    RefusedException(String message) {
        super(message);
    }
}
