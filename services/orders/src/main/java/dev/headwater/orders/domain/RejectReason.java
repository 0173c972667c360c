package dev.headwater.orders.domain;

/** Why the business could not serve an order. */
public enum RejectReason {
    OUT_OF_STOCK,
    PAYMENT_DECLINED,
    /** Written by a newer release than this one. */
    UNKNOWN
}
