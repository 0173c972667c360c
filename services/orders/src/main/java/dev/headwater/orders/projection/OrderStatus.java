package dev.headwater.orders.projection;

/** Where an order is, as clients see it. */
public enum OrderStatus {
    PLACED,
    CONFIRMED,
    REJECTED,
    CANCELLED
}
