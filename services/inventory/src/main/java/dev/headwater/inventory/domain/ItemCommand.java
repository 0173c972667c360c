package dev.headwater.inventory.domain;

import java.time.Instant;

/** Requests on one stock item. {@code at} is the caller's clock: decide has none. */
public sealed interface ItemCommand {

    String sku();

    /** By a client. */
    record AddItem(String sku, String name, Money unitPrice, Instant at) implements ItemCommand {}

    /** By a client. */
    record ReceiveStock(String sku, int quantity, Instant at) implements ItemCommand {}

    /** By a client. */
    record ChangePrice(String sku, Money unitPrice, Instant at) implements ItemCommand {}

    /** Because a reservation asks for its line. */
    record AllocateStock(String sku, String orderId, int quantity, Instant at)
            implements ItemCommand {}

    /** Because the reservation failed or its order ended without confirmation. */
    record ReleaseAllocation(String sku, String orderId, Instant at) implements ItemCommand {}

    /** Because the order is confirmed. */
    record ShipAllocation(String sku, String orderId, int quantity, Instant at)
            implements ItemCommand {}
}
