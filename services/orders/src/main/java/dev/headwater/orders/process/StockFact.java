package dev.headwater.orders.process;

import java.util.List;

/** What an order wants to know of inventory's events. */
public sealed interface StockFact {

    /**
     * Not everything that was ordered is there.
     *
     * @param missingSkus at least one
     */
    record ReservationFailed(String orderId, List<String> missingSkus) implements StockFact {
        public ReservationFailed {
            missingSkus = List.copyOf(missingSkus);
        }
    }

    /** Any other event. */
    record Other() implements StockFact {}
}
