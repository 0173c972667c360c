package dev.headwater.orders.process;

import dev.headwater.orders.domain.Money;

/** What an order wants to know of payments' events. */
public sealed interface PaymentFact {

    record Authorized(String orderId, Money amount) implements PaymentFact {}

    /**
     * @param reason the gateway's, for people
     */
    record Declined(String orderId, String reason) implements PaymentFact {}

    /** Any other event. */
    record Other() implements PaymentFact {}
}
