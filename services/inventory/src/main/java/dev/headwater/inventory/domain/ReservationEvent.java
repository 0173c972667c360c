package dev.headwater.inventory.domain;

import java.time.Instant;
import java.util.List;

/** Facts of one order's reservation. Stream: {@code reservation-<orderId>}. */
public sealed interface ReservationEvent extends InventoryEvent {

    String orderId();

    /**
     * @param amount what the order's payment has to authorize once all is reserved
     * @param paymentMethod token of the payment gateway
     */
    record ReservationRequested(
            String orderId,
            List<Line> lines,
            Money amount,
            String paymentMethod,
            Instant requestedAt)
            implements ReservationEvent {
        public ReservationRequested {
            lines = List.copyOf(lines);
        }
    }

    record LineAllocated(String orderId, String sku, int quantity, Instant allocatedAt)
            implements ReservationEvent {}

    record LineRefused(String orderId, String sku, int quantity, long available, Instant refusedAt)
            implements ReservationEvent {}

    /** Every line is allocated. */
    record StockReserved(String orderId, Money amount, String paymentMethod, Instant reservedAt)
            implements ReservationEvent {}

    /**
     * Every line is answered and some are refused.
     *
     * @param missing the refused lines
     * @param allocatedSkus the others, to be released
     */
    record StockReservationFailed(
            String orderId, List<Missing> missing, List<String> allocatedSkus, Instant failedAt)
            implements ReservationEvent {
        public StockReservationFailed {
            missing = List.copyOf(missing);
            allocatedSkus = List.copyOf(allocatedSkus);
        }
    }

    /** The order is confirmed: its lines are to be shipped. */
    record StockCommitted(String orderId, List<Line> lines, Instant committedAt)
            implements ReservationEvent {
        public StockCommitted {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The order ended without confirmation.
     *
     * @param lines to be released; empty when the reservation was not known yet
     */
    record StockReleased(String orderId, List<Line> lines, Instant releasedAt)
            implements ReservationEvent {
        public StockReleased {
            lines = List.copyOf(lines);
        }
    }
}
