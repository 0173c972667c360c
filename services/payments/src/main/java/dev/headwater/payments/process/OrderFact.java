package dev.headwater.payments.process;

import dev.headwater.payments.domain.Money;

/** What payments wants to know of orders' events. */
public sealed interface OrderFact {

    record Confirmed(String orderId, Money amount) implements OrderFact {}

    /**
     * Rejected or cancelled: it ended without confirmation.
     *
     * @param reason for people
     */
    record Dropped(String orderId, String reason) implements OrderFact {}

    /** Any other event. */
    record Other() implements OrderFact {}
}
