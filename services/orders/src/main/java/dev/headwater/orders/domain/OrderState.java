package dev.headwater.orders.domain;

import java.time.Instant;

/**
 * Only what decisions and answers need; everything else that people want to see is a projection.
 */
public sealed interface OrderState {

    /** No event yet. */
    record NotPlaced() implements OrderState {}

    /** Placed, and not ended yet. */
    record Placed(Terms terms) implements OrderState {}

    record Confirmed(Terms terms) implements OrderState {}

    record Rejected(Terms terms, RejectReason reason) implements OrderState {}

    record Cancelled(Terms terms, CancelCause cause) implements OrderState {}

    /** What stays true of an order once it is placed. */
    record Terms(String orderId, Money total, Instant placedAt, Instant expiresAt) {}
}
