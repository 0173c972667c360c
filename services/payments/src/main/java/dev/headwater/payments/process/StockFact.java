package dev.headwater.payments.process;

import dev.headwater.payments.domain.Money;

/** What payments wants to know of inventory's events. */
public sealed interface StockFact {

    record Reserved(String orderId, Money amount, String paymentMethod) implements StockFact {}

    /** Any other event. */
    record Other() implements StockFact {}
}
