package dev.headwater.runtime.codec;

import java.util.List;

/** Whether a registry holds the same schemas under the same ids as this build. */
public sealed interface Verification {

    /**
     * The registry did not answer. A service starts all the same, from the pack that it carries.
     *
     * @param reason a sentence
     */
    record NotYet(String reason) implements Verification {}

    /**
     * Every id stands for the same schema on both sides.
     *
     * @param schemas how many were compared
     */
    record Same(int schemas) implements Verification {}

    /**
     * At least one id stands for something else, or for nothing: what strangers read would not be
     * what we wrote, so a service is not ready.
     *
     * @param differences a sentence per id, in the order of the ids
     */
    record Different(List<String> differences) implements Verification {
        public Different {
            differences = List.copyOf(differences);
        }
    }
}
