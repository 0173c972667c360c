package dev.headwater.orders.projection;

import dev.headwater.orders.domain.Money;
import java.time.Instant;

/** What the price list wants to know of inventory's events. */
public sealed interface PriceFact {

    /** From now on a piece costs this. */
    record Priced(String sku, Money unitPrice, Instant at) implements PriceFact {}

    /** Any other event. */
    record Other() implements PriceFact {}
}
