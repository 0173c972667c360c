package dev.headwater.payments.projection;

/**
 * Where a payment is, as clients see it. A payment under way to the next status keeps the last one
 * that is certain; one that is refunded in part stays captured, and shows how much was refunded.
 */
public enum PaymentStatus {
    REQUESTED,
    AUTHORIZED,
    DECLINED,
    CAPTURED,
    VOIDED,
    REFUNDED
}
