package dev.headwater.orders.domain;

/** Where a customer placed an order. */
public enum SalesChannel {
    WEB,
    STORE,
    PHONE,
    /** Written by a newer release than this one. */
    UNKNOWN
}
