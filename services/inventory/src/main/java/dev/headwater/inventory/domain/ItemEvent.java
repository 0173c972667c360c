package dev.headwater.inventory.domain;

import java.time.Instant;

/** Facts of one stock item. Stream: {@code item-<sku>}. Quantities are pieces. */
public sealed interface ItemEvent extends InventoryEvent {

    String sku();

    record ItemAdded(String sku, String name, Money unitPrice, Instant addedAt)
            implements ItemEvent {}

    record PriceChanged(String sku, Money unitPrice, Instant changedAt) implements ItemEvent {}

    record StockReceived(String sku, int quantity, Instant receivedAt) implements ItemEvent {}

    /** Pieces are set aside for an order. */
    record StockAllocated(String sku, String orderId, int quantity, Instant allocatedAt)
            implements ItemEvent {}

    /**
     * @param available pieces that were not allocated; 0 for a SKU that nobody added
     */
    record AllocationRefused(
            String sku, String orderId, int quantity, long available, Instant refusedAt)
            implements ItemEvent {}

    /**
     * @param quantity pieces that became free; 0 when the release came before its allocation
     */
    record AllocationReleased(String sku, String orderId, int quantity, Instant releasedAt)
            implements ItemEvent {}

    record StockShipped(String sku, String orderId, int quantity, Instant shippedAt)
            implements ItemEvent {}
}
