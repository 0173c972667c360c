package dev.headwater.payments.domain;

import static dev.headwater.payments.domain.Money.eur;
import static dev.headwater.payments.domain.PaymentRejection.AMOUNT_MISMATCH;
import static dev.headwater.payments.domain.PaymentRejection.CURRENCY_MISMATCH;
import static dev.headwater.payments.domain.PaymentRejection.PAYMENT_NOT_AUTHORIZED;
import static dev.headwater.payments.domain.PaymentRejection.PAYMENT_NOT_CAPTURED;
import static dev.headwater.payments.domain.PaymentRejection.PAYMENT_NOT_FOUND;
import static dev.headwater.payments.domain.PaymentRejection.REFUND_EXCEEDS_CAPTURED;
import static dev.headwater.payments.domain.PaymentRejection.REFUND_NOT_FOUND;

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
import dev.headwater.payments.domain.PaymentEvent.PaymentRefunded;
import dev.headwater.payments.domain.PaymentEvent.PaymentRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentVoided;
import dev.headwater.payments.domain.PaymentEvent.RefundRequested;
import dev.headwater.payments.domain.PaymentEvent.VoidRequested;
import dev.headwater.testkit.DeciderSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaymentDeciderTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Money DUE = eur(4200);

    private static final PaymentCommand REQUEST = new RequestPayment("7f3a", DUE, "tok_ok", NOON);
    private static final PaymentCommand CAPTURE = new CapturePayment("7f3a", DUE, NOON);
    private static final PaymentCommand VOID = new VoidPayment("7f3a", "cancelled", NOON);
    private static final PaymentCommand RECORD_AUTHORIZATION =
            new RecordAuthorization("7f3a", DUE, "auth-1", NOON);
    private static final PaymentCommand RECORD_DECLINE = new RecordDecline("7f3a", "no", NOON);
    private static final PaymentCommand RECORD_CAPTURE = new RecordCapture("7f3a", DUE, NOON);
    private static final PaymentCommand RECORD_VOID = new RecordVoid("7f3a", "cancelled", NOON);

    private static final PaymentEvent REQUESTED = new PaymentRequested("7f3a", DUE, "tok_ok", NOON);
    private static final PaymentEvent AUTHORIZED =
            new PaymentAuthorized("7f3a", DUE, "auth-1", NOON);
    private static final PaymentEvent DECLINED = new PaymentDeclined("7f3a", "no", NOON);
    private static final PaymentEvent CAPTURING = new CaptureRequested("7f3a", DUE, "auth-1", NOON);
    private static final PaymentEvent CAPTURED = new PaymentCaptured("7f3a", DUE, NOON);
    private static final PaymentEvent VOIDING = new VoidRequested("7f3a", "cancelled", NOON);
    private static final PaymentEvent VOIDED = new PaymentVoided("7f3a", "cancelled", NOON);

    private final DeciderSpec<PaymentCommand, PaymentState, PaymentEvent> payment =
            new DeciderSpec<>(new PaymentDecider());

    @Test
    void aRequestIsAnIntentBeforeAnyCall() {
        payment.given().when(REQUEST).then(REQUESTED);
        payment.given(REQUESTED).when(REQUEST).thenUnchanged();
    }

    @Test
    void theGatewaysAnswerIsRecordedOnce() {
        payment.given(REQUESTED).when(RECORD_AUTHORIZATION).then(AUTHORIZED);
        payment.given(REQUESTED, AUTHORIZED).when(RECORD_AUTHORIZATION).thenUnchanged();
        payment.given(REQUESTED).when(RECORD_DECLINE).then(DECLINED);
        payment.given(REQUESTED, DECLINED).when(RECORD_DECLINE).thenUnchanged();
    }

    @Test
    void aConfirmedOrderIsCaptured() {
        payment.given(REQUESTED, AUTHORIZED).when(CAPTURE).then(CAPTURING);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING).when(CAPTURE).thenUnchanged();
        payment.given(REQUESTED, AUTHORIZED, CAPTURING).when(RECORD_CAPTURE).then(CAPTURED);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED)
                .when(RECORD_CAPTURE)
                .thenUnchanged();
    }

    @Test
    void onlyWhatWasAuthorizedIsCaptured() {
        payment.given().when(CAPTURE).thenRejected(PAYMENT_NOT_AUTHORIZED);
        payment.given(REQUESTED).when(CAPTURE).thenRejected(PAYMENT_NOT_AUTHORIZED);
        payment.given(REQUESTED, AUTHORIZED)
                .when(new CapturePayment("7f3a", eur(4300), NOON))
                .thenRejected(AMOUNT_MISMATCH);
    }

    @Test
    void aVoidBeforeTheRequestTurnsTheRequestIntoNothing() {
        payment.given().when(VOID).then(VOIDED);
        payment.given(VOIDED).when(REQUEST).thenUnchanged();
        payment.given(VOIDED).when(VOID).thenUnchanged();
        payment.given(VOIDED).when(RECORD_AUTHORIZATION).thenUnchanged();
    }

    @Test
    void aVoidWhileTheGatewayIsAskedIsAnIntent() {
        payment.given(REQUESTED).when(VOID).then(VOIDING);
        payment.given(REQUESTED, VOIDING).when(VOID).thenUnchanged();
        payment.given(REQUESTED, VOIDING).when(RECORD_VOID).then(VOIDED);
        payment.given(REQUESTED, VOIDING, VOIDED).when(RECORD_VOID).thenUnchanged();
    }

    @Test
    void anAuthorizationIsVoidedWhenTheOrderEnds() {
        payment.given(REQUESTED, AUTHORIZED).when(VOID).then(VOIDING);
        payment.given(REQUESTED, AUTHORIZED, VOIDING).when(RECORD_VOID).then(VOIDED);
    }

    @Test
    void anAuthorizationDuringTheVoidIsCoveredByIt() {
        payment.given(REQUESTED, VOIDING).when(RECORD_AUTHORIZATION).then(AUTHORIZED);
        payment.given(REQUESTED, VOIDING, AUTHORIZED).when(RECORD_AUTHORIZATION).thenUnchanged();
        payment.given(REQUESTED, VOIDING, AUTHORIZED).when(CAPTURE).thenUnchanged();
        payment.given(REQUESTED, VOIDING, AUTHORIZED).when(RECORD_VOID).then(VOIDED);
    }

    @Test
    void anAuthorizationAfterTheVoidIsRecordedAndVoidedAgain() {
        PaymentEvent again = new VoidRequested("7f3a", "authorized after the void", NOON);
        payment.given(REQUESTED, VOIDING, VOIDED)
                .when(RECORD_AUTHORIZATION)
                .then(AUTHORIZED, again);
        payment.given(REQUESTED, VOIDING, VOIDED, AUTHORIZED, again).when(RECORD_VOID).then(VOIDED);
        payment.given(REQUESTED, VOIDING, VOIDED, AUTHORIZED, again, VOIDED)
                .when(RECORD_AUTHORIZATION)
                .thenUnchanged();
    }

    @Test
    void aDeclineDuringTheVoidIsRecordedAndTheVoidEndsIt() {
        payment.given(REQUESTED, VOIDING).when(RECORD_DECLINE).then(DECLINED);
        payment.given(REQUESTED, VOIDING, DECLINED).when(RECORD_DECLINE).thenUnchanged();
        payment.given(REQUESTED, VOIDING, DECLINED).when(RECORD_VOID).then(VOIDED);
    }

    @Test
    void aGatewayThatKnowsOfTheVoidFirstEndsTheRequest() {
        payment.given(REQUESTED).when(RECORD_VOID).then(VOIDED);
    }

    @Test
    void aDeclinedPaymentStaysDeclined() {
        payment.given(REQUESTED, DECLINED).when(VOID).thenUnchanged();
        payment.given(REQUESTED, DECLINED).when(CAPTURE).thenUnchanged();
    }

    @Test
    void aCapturedPaymentIsNotVoided() {
        payment.given(REQUESTED, AUTHORIZED, CAPTURING).when(VOID).thenUnchanged();
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED).when(VOID).thenUnchanged();
    }

    @Test
    void refundsTakeNoMoreThanWasCaptured() {
        PaymentEvent requested = refundRequested("r1", 4000);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED)
                .when(refund("r1", eur(4000)))
                .then(requested);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED, requested)
                .when(refund("r1", eur(4000)))
                .thenUnchanged();
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED, requested)
                .when(refund("r2", eur(201)))
                .thenRejected(REFUND_EXCEEDS_CAPTURED);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED, requested)
                .when(refund("r2", eur(200)))
                .then(refundRequested("r2", 200));
    }

    @Test
    void aRefundIsRecordedOnceWithTheRunningTotal() {
        PaymentEvent first = new PaymentRefunded("7f3a", "r1", eur(4000), 4000, NOON);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED, refundRequested("r1", 4000))
                .when(new RecordRefund("7f3a", "r1", eur(4000), NOON))
                .then(first);
        PaymentEvent second = refundRequested("r2", 200);
        payment.given(
                        REQUESTED,
                        AUTHORIZED,
                        CAPTURING,
                        CAPTURED,
                        refundRequested("r1", 4000),
                        first,
                        second)
                .when(new RecordRefund("7f3a", "r2", eur(200), NOON))
                .then(new PaymentRefunded("7f3a", "r2", eur(200), 4200, NOON));
        payment.given(
                        REQUESTED,
                        AUTHORIZED,
                        CAPTURING,
                        CAPTURED,
                        refundRequested("r1", 4000),
                        first)
                .when(new RecordRefund("7f3a", "r1", eur(4000), NOON))
                .thenUnchanged();
    }

    @Test
    void aRefundNeedsACaptureInTheSameCurrency() {
        payment.given().when(refund("r1", eur(1))).thenRejected(PAYMENT_NOT_FOUND);
        payment.given(REQUESTED).when(refund("r1", eur(1))).thenRejected(PAYMENT_NOT_CAPTURED);
        payment.given(VOIDED).when(refund("r1", eur(1))).thenRejected(PAYMENT_NOT_CAPTURED);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING)
                .when(refund("r1", eur(1)))
                .thenRejected(PAYMENT_NOT_CAPTURED);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED)
                .when(refund("r1", new Money(1, "USD")))
                .thenRejected(CURRENCY_MISMATCH);
        payment.given(REQUESTED, AUTHORIZED, CAPTURING, CAPTURED)
                .when(new RecordRefund("7f3a", "r1", eur(1), NOON))
                .thenRejected(REFUND_NOT_FOUND);
    }

    private static PaymentCommand refund(String refundId, Money amount) {
        return new RequestRefund("7f3a", refundId, amount, "broken", NOON);
    }

    private static PaymentEvent refundRequested(String refundId, long cents) {
        return new RefundRequested("7f3a", refundId, eur(cents), "broken", NOON);
    }
}
