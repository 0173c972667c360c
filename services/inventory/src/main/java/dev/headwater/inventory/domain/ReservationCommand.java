package dev.headwater.inventory.domain;

import java.time.Instant;
import java.util.List;

/** Requests on one order's reservation, all by policies. */
public sealed interface ReservationCommand {

    String orderId();

    /** Because the order was placed. */
    record RequestReservation(
            String orderId, List<Line> lines, Money amount, String paymentMethod, Instant at)
            implements ReservationCommand {
        public RequestReservation {
            lines = List.copyOf(lines);
        }
    }

    /** Because the item allocated. */
    record RecordAllocation(String orderId, String sku, int quantity, Instant at)
            implements ReservationCommand {}

    /** Because the item refused. */
    record RecordRefusal(String orderId, String sku, int quantity, long available, Instant at)
            implements ReservationCommand {}

    /** Because the order is confirmed. */
    record CommitReservation(String orderId, Instant at) implements ReservationCommand {}

    /** Because the order was rejected or cancelled. */
    record ReleaseReservation(String orderId, Instant at) implements ReservationCommand {}
}
