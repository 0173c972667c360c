package dev.headwater.payments.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.payments.domain.Money;
import dev.headwater.payments.domain.PaymentCommand.RecordAuthorization;
import dev.headwater.payments.domain.PaymentCommand.RecordDecline;
import dev.headwater.payments.domain.PaymentCommand.RecordVoid;
import dev.headwater.payments.domain.PaymentEvent;
import dev.headwater.payments.domain.PaymentEvent.CaptureRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentAuthorized;
import dev.headwater.payments.domain.PaymentEvent.PaymentCaptured;
import dev.headwater.payments.domain.PaymentEvent.PaymentDeclined;
import dev.headwater.payments.domain.PaymentEvent.PaymentRefunded;
import dev.headwater.payments.domain.PaymentEvent.PaymentRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentVoided;
import dev.headwater.payments.domain.PaymentEvent.RefundRequested;
import dev.headwater.payments.domain.PaymentEvent.VoidRequested;
import dev.headwater.payments.process.PaymentGateway.Authorization;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.StreamId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaymentEffectTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StreamId STREAM = StreamId.of("payment", "7f3a");
    private static final Money DUE = Money.eur(4200);
    private static final UUID KEY = UUID.fromString("11111111-1111-5111-8111-111111111111");
    private static final PaymentEvent REQUESTED = new PaymentRequested("7f3a", DUE, "tok_ok", NOON);
    private static final PaymentEvent VOIDING = new VoidRequested("7f3a", "cancelled", NOON);
    private static final PaymentEvent VOIDED = new PaymentVoided("7f3a", "cancelled", NOON);

    private final RecordingGateway gateway = new RecordingGateway();
    private final PaymentEffect effect =
            new PaymentEffect(gateway, Clock.fixed(NOON.plusNanos(999), ZoneOffset.UTC));

    /** A gateway that agrees to everything and remembers it. */
    private static final class RecordingGateway implements PaymentGateway {
        private final List<String> calls = new ArrayList<>();
        private Authorization answer = new Authorization.Authorized("auth-1");

        @Override
        public Authorization authorize(
                UUID key, String orderId, Money amount, String paymentMethod) {
            calls.add("authorize %s %s %s".formatted(key, amount.minorUnits(), paymentMethod));
            return answer;
        }

        @Override
        public void capture(UUID key, String orderId, Money amount, String authorization) {
            calls.add("capture %s %s %s".formatted(key, amount.minorUnits(), authorization));
        }

        @Override
        public void release(UUID key, String orderId, UUID authorizationKey, String reason) {
            calls.add("release %s %s".formatted(key, authorizationKey));
        }

        @Override
        public void refund(UUID key, String orderId, String refundId, Money amount) {
            calls.add("refund %s %s %s".formatted(key, refundId, amount.minorUnits()));
        }
    }

    @Test
    void theAnswerOfTheGatewayBecomesACommand() {
        assertEquals(
                new RecordAuthorization("7f3a", DUE, "auth-1", NOON),
                effect.call(STREAM, REQUESTED, KEY));
        gateway.answer = new Authorization.Declined("no");
        assertEquals(new RecordDecline("7f3a", "no", NOON), effect.call(STREAM, REQUESTED, KEY));
        gateway.answer = new Authorization.Voided();
        assertEquals(
                new RecordVoid("7f3a", "voided before it was authorized", NOON),
                effect.call(STREAM, REQUESTED, KEY));
    }

    @Test
    void aVoidNamesTheKeyThatTheAuthorizationWasAskedForWith() {
        effect.call(STREAM, VOIDING, KEY);
        assertEquals(
                List.of("release %s %s".formatted(KEY, Ids.event("payments", STREAM, 1))),
                gateway.calls);
    }

    @Test
    void aRequestIsClosedByAnyAnswer() {
        assertTrue(effect.closes(REQUESTED, new PaymentAuthorized("7f3a", DUE, "auth-1", NOON)));
        assertTrue(effect.closes(REQUESTED, new PaymentDeclined("7f3a", "no", NOON)));
        assertTrue(effect.closes(REQUESTED, VOIDED));
        assertFalse(effect.closes(REQUESTED, VOIDING));
    }

    @Test
    void aVoidIsClosedByBeingVoidedOnly() {
        assertTrue(effect.closes(VOIDING, VOIDED));
        assertFalse(effect.closes(VOIDING, new PaymentAuthorized("7f3a", DUE, "auth-1", NOON)));
    }

    @Test
    void aRefundIsClosedByItsOwnRefund() {
        PaymentEvent refund = new RefundRequested("7f3a", "r1", DUE, "broken", NOON);
        assertTrue(effect.closes(refund, new PaymentRefunded("7f3a", "r1", DUE, 4200, NOON)));
        assertFalse(effect.closes(refund, new PaymentRefunded("7f3a", "r2", DUE, 4200, NOON)));
    }

    @Test
    void onlyIntentsAskForCalls() {
        assertTrue(effect.opens(REQUESTED));
        assertTrue(effect.opens(new CaptureRequested("7f3a", DUE, "auth-1", NOON)));
        assertTrue(effect.opens(VOIDING));
        assertTrue(effect.opens(new RefundRequested("7f3a", "r1", DUE, "broken", NOON)));
        assertFalse(effect.opens(VOIDED));
        assertFalse(effect.opens(new PaymentCaptured("7f3a", DUE, NOON)));
    }
}
