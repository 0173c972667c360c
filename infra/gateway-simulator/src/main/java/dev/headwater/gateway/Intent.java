package dev.headwater.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What one idempotency key asks for. Two intents are the same request when they are equal.
 *
 * @param operation what to do
 * @param orderId whose payment it is
 * @param amountMinor how much [minor units of the currency]; null for a void
 * @param currency ISO 4217 code; null for a void
 * @param paymentMethod token of the payment method; of an authorization
 * @param authorization the gateway's reference; of a capture
 * @param authorizationKey idempotency key of the authorization that is to end; of a void
 * @param refundId the caller's id of the refund; of a refund
 * @param reason text for people; of a void
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Intent(
        Operation operation,
        String orderId,
        @Nullable Long amountMinor,
        @Nullable String currency,
        @Nullable String paymentMethod,
        @Nullable String authorization,
        @Nullable String authorizationKey,
        @Nullable String refundId,
        @Nullable String reason) {

    /** The amount of an operation that has one [minor units of the currency]. */
    long amount() {
        if (amountMinor == null) {
            throw new IllegalStateException("a " + operation + " has no amount");
        }
        return amountMinor;
    }
}
