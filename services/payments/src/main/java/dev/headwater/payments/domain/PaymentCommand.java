package dev.headwater.payments.domain;

import java.time.Instant;

/** Requests on one order's payment. {@code at} is the caller's clock: decide has none. */
public sealed interface PaymentCommand {

    String orderId();

    /** Because the stock is reserved. */
    record RequestPayment(String orderId, Money amount, String paymentMethod, Instant at)
            implements PaymentCommand {}

    /** Because the order is confirmed. */
    record CapturePayment(String orderId, Money amount, Instant at) implements PaymentCommand {}

    /** Because the order ended otherwise. */
    record VoidPayment(String orderId, String reason, Instant at) implements PaymentCommand {}

    /** By a client. */
    record RequestRefund(String orderId, String refundId, Money amount, String reason, Instant at)
            implements PaymentCommand {}

    /** The gateway authorized. */
    record RecordAuthorization(String orderId, Money amount, String authorization, Instant at)
            implements PaymentCommand {}

    /** The gateway declined. */
    record RecordDecline(String orderId, String reason, Instant at) implements PaymentCommand {}

    /** The gateway captured. */
    record RecordCapture(String orderId, Money amount, Instant at) implements PaymentCommand {}

    /** The gateway voided, or found the authorization voided before it was made. */
    record RecordVoid(String orderId, String reason, Instant at) implements PaymentCommand {}

    /** The gateway refunded. */
    record RecordRefund(String orderId, String refundId, Money amount, Instant at)
            implements PaymentCommand {}
}
