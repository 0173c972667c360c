package dev.headwater.payments.domain;

import static dev.headwater.payments.domain.PaymentRejection.CURRENCY_MISMATCH;
import static dev.headwater.payments.domain.PaymentRejection.PAYMENT_NOT_CAPTURED;
import static dev.headwater.payments.domain.PaymentRejection.PAYMENT_NOT_FOUND;
import static dev.headwater.payments.domain.PaymentRejection.REFUND_EXCEEDS_CAPTURED;
import static dev.headwater.payments.domain.PaymentRejection.REFUND_NOT_FOUND;
import static dev.headwater.runtime.decide.Decision.accept;
import static dev.headwater.runtime.decide.Decision.reject;
import static dev.headwater.runtime.decide.Decision.unchanged;

import dev.headwater.payments.domain.PaymentCommand.RecordRefund;
import dev.headwater.payments.domain.PaymentCommand.RequestRefund;
import dev.headwater.payments.domain.PaymentEvent.PaymentRefunded;
import dev.headwater.payments.domain.PaymentEvent.RefundRequested;
import dev.headwater.payments.domain.PaymentState.Authorized;
import dev.headwater.payments.domain.PaymentState.Captured;
import dev.headwater.payments.domain.PaymentState.Capturing;
import dev.headwater.payments.domain.PaymentState.Declined;
import dev.headwater.payments.domain.PaymentState.Refund;
import dev.headwater.payments.domain.PaymentState.Requested;
import dev.headwater.payments.domain.PaymentState.Unknown;
import dev.headwater.payments.domain.PaymentState.Voided;
import dev.headwater.payments.domain.PaymentState.Voiding;
import dev.headwater.runtime.decide.Decision;

/**
 * The rules of refunds: of what was captured, in its currency, and in all no more than that. A
 * refund counts from its request on, so two requests cannot both take the last cent.
 */
final class Refunds {

    private Refunds() {}

    static Decision<PaymentEvent> request(RequestRefund command, PaymentState state) {
        return switch (state) {
            case Unknown _ ->
                    reject(PAYMENT_NOT_FOUND, "there is no payment of order " + command.orderId());
            case Requested _, Authorized _, Declined _, Capturing _, Voiding _, Voided _ ->
                    reject(
                            PAYMENT_NOT_CAPTURED,
                            "the payment of order %s is not captured".formatted(command.orderId()));
            case Captured captured -> request(command, captured);
        };
    }

    private static Decision<PaymentEvent> request(RequestRefund command, Captured captured) {
        Money amount = command.amount();
        if (captured.refunds().containsKey(command.refundId())) {
            return unchanged();
        }
        if (!amount.currency().equals(captured.amount().currency())) {
            return reject(
                    CURRENCY_MISMATCH,
                    "captured in %s, not in %s"
                            .formatted(captured.amount().currency(), amount.currency()));
        }
        if (amount.minorUnits() > captured.refundableMinor()) {
            return reject(
                    REFUND_EXCEEDS_CAPTURED,
                    "no more than %d minor units of %s are left to refund"
                            .formatted(captured.refundableMinor(), amount.currency()));
        }
        return accept(
                new RefundRequested(
                        command.orderId(),
                        command.refundId(),
                        amount,
                        command.reason(),
                        command.at()));
    }

    static Decision<PaymentEvent> record(RecordRefund command, PaymentState state) {
        if (!(state instanceof Captured captured)
                || !(captured.refunds().get(command.refundId()) instanceof Refund refund)) {
            return reject(
                    REFUND_NOT_FOUND,
                    "refund %s of order %s was never requested"
                            .formatted(command.refundId(), command.orderId()));
        }
        if (refund.done()) {
            return unchanged();
        }
        return accept(
                new PaymentRefunded(
                        command.orderId(),
                        command.refundId(),
                        new Money(refund.minorUnits(), captured.amount().currency()),
                        captured.refundedMinor() + refund.minorUnits(),
                        command.at()));
    }

    static PaymentState requested(PaymentState state, RefundRequested event) {
        if (!(state instanceof Captured captured)) {
            return state;
        }
        long minor = event.amount().minorUnits();
        return new Captured(
                captured.amount(),
                captured.refunds().plus(event.refundId(), new Refund(minor, false)),
                captured.committedMinor() + minor,
                captured.refundedMinor());
    }

    static PaymentState refunded(PaymentState state, PaymentRefunded event) {
        if (!(state instanceof Captured captured)) {
            return state;
        }
        return new Captured(
                captured.amount(),
                captured.refunds()
                        .plus(event.refundId(), new Refund(event.amount().minorUnits(), true)),
                captured.committedMinor(),
                event.refundedTotalMinor());
    }
}
