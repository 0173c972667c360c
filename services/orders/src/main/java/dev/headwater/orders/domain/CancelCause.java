package dev.headwater.orders.domain;

/** What ended an order before it was confirmed. */
public enum CancelCause {
    CUSTOMER,
    DEADLINE,
    /** Written by a newer release than this one. */
    UNKNOWN
}
