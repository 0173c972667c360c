package dev.headwater.inventory.domain;

import java.util.List;
import org.pcollections.PMap;

/** Where an order's reservation is. */
public sealed interface ReservationState {

    /** No event yet. */
    record Unknown() implements ReservationState {}

    /**
     * Some lines are not answered yet.
     *
     * @param answers by SKU
     */
    record Pending(
            List<Line> lines, Money amount, String paymentMethod, PMap<String, Answer> answers)
            implements ReservationState {}

    /** All lines are held. */
    record Reserved(List<Line> lines) implements ReservationState {}

    /** Some line was refused; the others are being released. */
    record Failed() implements ReservationState {}

    record Committed() implements ReservationState {}

    record Released() implements ReservationState {}

    /** What an item answered to its line. */
    sealed interface Answer {

        record Allocated() implements Answer {}

        /**
         * @param available pieces there were
         */
        record Refused(long available) implements Answer {}
    }
}
