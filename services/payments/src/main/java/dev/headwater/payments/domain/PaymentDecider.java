package dev.headwater.payments.domain;

import static dev.headwater.payments.domain.PaymentRejection.AMOUNT_MISMATCH;
import static dev.headwater.payments.domain.PaymentRejection.PAYMENT_NOT_AUTHORIZED;
import static dev.headwater.runtime.decide.Decision.accept;
import static dev.headwater.runtime.decide.Decision.reject;
import static dev.headwater.runtime.decide.Decision.unchanged;

import dev.headwater.payments.domain.PaymentCommand.CapturePayment;
import dev.headwater.payments.domain.PaymentCommand.RecordAuthorization;
import dev.headwater.payments.domain.PaymentCommand.RecordCapture;
import dev.headwater.payments.domain.PaymentCommand.RecordDecline;
import dev.headwater.payments.domain.PaymentCommand.RecordRefund;
import dev.headwater.payments.domain.PaymentCommand.RecordVoid;
import dev.headwater.payments.domain.PaymentCommand.RequestPayment;
import dev.headwater.payments.domain.PaymentCommand.RequestRefund;
import dev.headwater.payments.domain.PaymentCommand.VoidPayment;
import dev.headwater.payments.domain.PaymentEvent.CaptureRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentAuthorized;
import dev.headwater.payments.domain.PaymentEvent.PaymentCaptured;
import dev.headwater.payments.domain.PaymentEvent.PaymentDeclined;
import dev.headwater.payments.domain.PaymentEvent.PaymentRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentVoided;
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
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;

/**
 * The rules of one order's payment. A step that comes again changes nothing, and opposite steps
 * commute: a void of what is not known yet is recorded and turns the later request into a no-op; an
 * authorization that comes after the void is recorded and voided.
 */
public final class PaymentDecider implements Decider<PaymentCommand, PaymentState, PaymentEvent> {

    @Override
    public PaymentState initialState() {
        return new Unknown();
    }

    @Override
    public Decision<PaymentEvent> decide(PaymentCommand command, PaymentState state) {
        return switch (command) {
            case RequestPayment request -> request(request, state);
            case CapturePayment capture -> capture(capture, state);
            case VoidPayment give -> giveUp(give, state);
            case RequestRefund refund -> Refunds.request(refund, state);
            case RecordAuthorization authorized -> recordAuthorization(authorized, state);
            case RecordDecline declined -> recordDecline(declined, state);
            case RecordCapture captured -> recordCapture(captured, state);
            case RecordVoid voided -> recordVoid(voided, state);
            case RecordRefund refunded -> Refunds.record(refunded, state);
        };
    }

    @Override
    public PaymentState evolve(PaymentState state, PaymentEvent event) {
        return PaymentHistory.evolve(state, event);
    }

    private static Decision<PaymentEvent> request(RequestPayment command, PaymentState state) {
        return switch (state) {
            case Unknown _ ->
                    accept(
                            new PaymentRequested(
                                    command.orderId(),
                                    command.amount(),
                                    command.paymentMethod(),
                                    command.at()));
            case Requested _, Authorized _, Declined _, Capturing _, Captured _, Voiding _ ->
                    unchanged();
            case Voided _ -> unchanged();
        };
    }

    private static Decision<PaymentEvent> capture(CapturePayment command, PaymentState state) {
        return switch (state) {
            case Unknown _, Requested _ ->
                    reject(
                            PAYMENT_NOT_AUTHORIZED,
                            "the payment of order %s is not authorized"
                                    .formatted(command.orderId()));
            case Authorized(Money amount, String _) when !amount.equals(command.amount()) ->
                    reject(
                            AMOUNT_MISMATCH,
                            "authorized %s, to be captured %s".formatted(amount, command.amount()));
            case Authorized(Money amount, String authorization) ->
                    accept(
                            new CaptureRequested(
                                    command.orderId(), amount, authorization, command.at()));
            case Declined _, Capturing _, Captured _, Voiding _, Voided _ -> unchanged();
        };
    }

    private static Decision<PaymentEvent> giveUp(VoidPayment command, PaymentState state) {
        return switch (state) {
            case Unknown _ ->
                    accept(new PaymentVoided(command.orderId(), command.reason(), command.at()));
            case Requested _, Authorized _ ->
                    accept(new VoidRequested(command.orderId(), command.reason(), command.at()));
            case Declined _, Capturing _, Captured _, Voiding _, Voided _ -> unchanged();
        };
    }

    private static Decision<PaymentEvent> recordAuthorization(
            RecordAuthorization command, PaymentState state) {
        PaymentEvent authorized =
                new PaymentAuthorized(
                        command.orderId(), command.amount(), command.authorization(), command.at());
        return switch (state) {
            case Requested _ -> accept(authorized);
            case Voiding(Authorization answer) when answer == Authorization.OPEN ->
                    accept(authorized);
            case Voided(Authorization answer) when answer == Authorization.OPEN ->
                    accept(
                            authorized,
                            new VoidRequested(
                                    command.orderId(), "authorized after the void", command.at()));
            case Unknown _, Authorized _, Declined _, Capturing _, Captured _ -> unchanged();
            case Voiding _, Voided _ -> unchanged();
        };
    }

    private static Decision<PaymentEvent> recordDecline(RecordDecline command, PaymentState state) {
        PaymentEvent declined =
                new PaymentDeclined(command.orderId(), command.reason(), command.at());
        return switch (state) {
            case Requested _ -> accept(declined);
            case Voiding(Authorization answer) when answer == Authorization.OPEN ->
                    accept(declined);
            case Unknown _, Authorized _, Declined _, Capturing _, Captured _ -> unchanged();
            case Voiding _, Voided _ -> unchanged();
        };
    }

    private static Decision<PaymentEvent> recordCapture(RecordCapture command, PaymentState state) {
        return switch (state) {
            case Capturing(Money amount) ->
                    accept(new PaymentCaptured(command.orderId(), amount, command.at()));
            case Unknown _, Requested _, Authorized _, Declined _, Captured _ -> unchanged();
            case Voiding _, Voided _ -> unchanged();
        };
    }

    private static Decision<PaymentEvent> recordVoid(RecordVoid command, PaymentState state) {
        return switch (state) {
            case Requested _, Voiding _ ->
                    accept(new PaymentVoided(command.orderId(), command.reason(), command.at()));
            case Unknown _, Authorized _, Declined _, Capturing _, Captured _, Voided _ ->
                    unchanged();
        };
    }
}
