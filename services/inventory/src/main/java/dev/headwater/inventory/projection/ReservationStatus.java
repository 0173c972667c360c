package dev.headwater.inventory.projection;

/** Where a reservation is, as clients see it. */
public enum ReservationStatus {
    REQUESTED,
    RESERVED,
    FAILED,
    COMMITTED,
    RELEASED
}
