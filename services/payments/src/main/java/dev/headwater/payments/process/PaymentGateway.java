package dev.headwater.payments.process;

import dev.headwater.payments.domain.Money;
import dev.headwater.runtime.process.EffectUnavailableException;
import java.util.UUID;

/**
 * Who moves the money. A call is repeated with the same key until it is answered, and the gateway
 * answers every repeat like the first time.
 *
 * <p>Every method blocks, and throws {@link EffectUnavailableException} when the gateway does not
 * answer or asks to try later, and {@link IllegalStateException} when it refuses what our own rules
 * allowed: a defect, here or there.
 */
public interface PaymentGateway {

    /**
     * @param key of this attempt, for ever
     * @param paymentMethod token that the gateway knows
     */
    Authorization authorize(UUID key, String orderId, Money amount, String paymentMethod);

    /**
     * @param authorization the gateway's reference
     */
    void capture(UUID key, String orderId, Money amount, String authorization);

    /**
     * Gives an authorization up, also one that was never asked for: it is then never made.
     *
     * @param authorizationKey the key that the authorization was or would be asked for with
     */
    void release(UUID key, String orderId, UUID authorizationKey, String reason);

    void refund(UUID key, String orderId, String refundId, Money amount);

    /** What an authorization came to. */
    sealed interface Authorization {

        /**
         * @param reference needed to capture
         */
        record Authorized(String reference) implements Authorization {}

        record Declined(String reason) implements Authorization {}

        /** It was given up before it was asked for. */
        record Voided() implements Authorization {}
    }
}
