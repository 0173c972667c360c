package dev.headwater.payments.domain;

import java.time.Instant;

/**
 * Facts of one order's payment. Stream: {@code payment-<orderId>}. An event named {@code
 * …Requested} is an intent: its event id is the gateway's idempotency key, and it stays open until
 * the gateway's answer is recorded.
 */
public sealed interface PaymentEvent {

    String orderId();

    /** An authorization is to be asked for. Always the first event of its stream. */
    record PaymentRequested(String orderId, Money amount, String paymentMethod, Instant requestedAt)
            implements PaymentEvent {}

    /**
     * @param authorization the gateway's reference, needed to capture
     * @param scheme what stands before the first '-' of it; empty when nothing does
     * @param reference what stands behind
     */
    record PaymentAuthorized(
            String orderId,
            Money amount,
            String authorization,
            String scheme,
            String reference,
            Instant authorizedAt)
            implements PaymentEvent {

        /** Takes the gateway's reference apart. */
        public PaymentAuthorized(
                String orderId, Money amount, String authorization, Instant authorizedAt) {
            this(
                    orderId,
                    amount,
                    authorization,
                    authorization.substring(0, Math.max(0, authorization.indexOf('-'))),
                    authorization.substring(authorization.indexOf('-') + 1),
                    authorizedAt);
        }
    }

    record PaymentDeclined(String orderId, String reason, Instant declinedAt)
            implements PaymentEvent {}

    record CaptureRequested(String orderId, Money amount, String authorization, Instant requestedAt)
            implements PaymentEvent {}

    record PaymentCaptured(String orderId, Money amount, Instant capturedAt)
            implements PaymentEvent {}

    record VoidRequested(String orderId, String reason, Instant requestedAt)
            implements PaymentEvent {}

    /** Given up; the first event of its stream when nothing was known of the payment yet. */
    record PaymentVoided(String orderId, String reason, Instant voidedAt) implements PaymentEvent {}

    record RefundRequested(
            String orderId, String refundId, Money amount, String reason, Instant requestedAt)
            implements PaymentEvent {}

    /**
     * @param refundedTotalMinor all refunds of this payment so far, this one included
     */
    record PaymentRefunded(
            String orderId,
            String refundId,
            Money amount,
            long refundedTotalMinor,
            Instant refundedAt)
            implements PaymentEvent {}
}
