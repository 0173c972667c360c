package dev.headwater.payments.domain;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** Where a payment is, with no more than decisions and answers need. */
public sealed interface PaymentState {

    /** No event yet. */
    record Unknown() implements PaymentState {}

    /** The authorization is under way. */
    record Requested(Money amount) implements PaymentState {}

    record Authorized(Money amount, String authorization) implements PaymentState {}

    record Declined() implements PaymentState {}

    /** The capture is under way. */
    record Capturing(Money amount) implements PaymentState {}

    /**
     * @param refunds by refund id
     * @param committedMinor sum of the refunds, done and under way
     * @param refundedMinor sum of the refunds that are done
     */
    record Captured(
            Money amount, PMap<String, Refund> refunds, long committedMinor, long refundedMinor)
            implements PaymentState {

        static Captured of(Money amount) {
            return new Captured(amount, HashTreePMap.empty(), 0, 0);
        }

        /** What could still be refunded, in minor units. */
        public long refundableMinor() {
            return amount.minorUnits() - committedMinor;
        }
    }

    /**
     * The void is under way.
     *
     * @param authorization what the gateway's authorization call came to
     */
    record Voiding(Authorization authorization) implements PaymentState {}

    record Voided(Authorization authorization) implements PaymentState {}

    /** What is known of an authorization that is to be given up. */
    enum Authorization {
        /** Its answer was not recorded: it may still come. */
        OPEN,
        /** Its answer was recorded, or it was never asked for: another one changes nothing. */
        ANSWERED
    }

    /**
     * @param minorUnits of the payment's currency
     */
    record Refund(long minorUnits, boolean done) {}
}
