package dev.headwater.payments.domain;

import dev.headwater.payments.domain.PaymentEvent.CaptureRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentAuthorized;
import dev.headwater.payments.domain.PaymentEvent.PaymentCaptured;
import dev.headwater.payments.domain.PaymentEvent.PaymentDeclined;
import dev.headwater.payments.domain.PaymentEvent.PaymentRefunded;
import dev.headwater.payments.domain.PaymentEvent.PaymentRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentVoided;
import dev.headwater.payments.domain.PaymentEvent.RefundRequested;
import dev.headwater.payments.domain.PaymentEvent.VoidRequested;
import dev.headwater.payments.domain.PaymentState.Authorization;
import dev.headwater.payments.domain.PaymentState.Authorized;
import dev.headwater.payments.domain.PaymentState.Captured;
import dev.headwater.payments.domain.PaymentState.Capturing;
import dev.headwater.payments.domain.PaymentState.Declined;
import dev.headwater.payments.domain.PaymentState.Requested;
import dev.headwater.payments.domain.PaymentState.Unknown;
import dev.headwater.payments.domain.PaymentState.Voided;
import dev.headwater.payments.domain.PaymentState.Voiding;

/** What each fact makes of a payment. Trusts facts: it refuses none. */
final class PaymentHistory {

    private PaymentHistory() {}

    static PaymentState evolve(PaymentState state, PaymentEvent event) {
        return switch (event) {
            case PaymentRequested requested -> new Requested(requested.amount());
            case PaymentAuthorized authorized -> authorized(state, authorized);
            case PaymentDeclined _ -> declined(state);
            case CaptureRequested requested -> new Capturing(requested.amount());
            case PaymentCaptured captured -> Captured.of(captured.amount());
            case VoidRequested _ -> new Voiding(answerIn(state));
            case PaymentVoided _ -> voided(state);
            case RefundRequested requested -> Refunds.requested(state, requested);
            case PaymentRefunded refunded -> Refunds.refunded(state, refunded);
        };
    }

    private static PaymentState authorized(PaymentState state, PaymentAuthorized event) {
        return switch (state) {
            case Voiding _ -> new Voiding(Authorization.ANSWERED);
            case Voided _ -> new Voided(Authorization.ANSWERED);
            case Unknown _, Requested _, Authorized _, Declined _, Capturing _, Captured _ ->
                    new Authorized(event.amount(), event.authorization());
        };
    }

    private static PaymentState declined(PaymentState state) {
        return switch (state) {
            case Voiding _ -> new Voiding(Authorization.ANSWERED);
            case Voided _ -> new Voided(Authorization.ANSWERED);
            case Unknown _, Requested _, Authorized _, Declined _, Capturing _, Captured _ ->
                    new Declined();
        };
    }

    private static PaymentState voided(PaymentState state) {
        return switch (state) {
            case Voiding(Authorization answer) -> new Voided(answer);
            case Unknown _, Requested _, Authorized _, Declined _, Capturing _, Captured _ ->
                    new Voided(Authorization.ANSWERED);
            case Voided _ -> state;
        };
    }

    private static Authorization answerIn(PaymentState state) {
        return switch (state) {
            case Requested _ -> Authorization.OPEN;
            case Voiding(Authorization answer) -> answer;
            case Voided(Authorization answer) -> answer;
            case Unknown _, Authorized _, Declined _, Capturing _, Captured _ ->
                    Authorization.ANSWERED;
        };
    }
}
