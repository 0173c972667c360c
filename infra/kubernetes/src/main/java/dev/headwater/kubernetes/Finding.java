package dev.headwater.kubernetes;

/**
 * A mistake in the manifests.
 *
 * @param object kind and name, as in {@code Deployment/headwater-orders}
 * @param message what is wrong and what would be right, a sentence
 */
public record Finding(String object, String message) {

    @Override
    public String toString() {
        return object + ": " + message;
    }
}
