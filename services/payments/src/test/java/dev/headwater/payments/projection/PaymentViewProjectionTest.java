package dev.headwater.payments.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.headwater.payments.domain.Money;
import dev.headwater.payments.domain.PaymentEvent;
import dev.headwater.payments.domain.PaymentEvent.CaptureRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentAuthorized;
import dev.headwater.payments.domain.PaymentEvent.PaymentCaptured;
import dev.headwater.payments.domain.PaymentEvent.PaymentDeclined;
import dev.headwater.payments.domain.PaymentEvent.PaymentRefunded;
import dev.headwater.payments.domain.PaymentEvent.PaymentRequested;
import dev.headwater.payments.domain.PaymentEvent.PaymentVoided;
import dev.headwater.payments.domain.PaymentEvent.VoidRequested;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.testkit.ProjectionSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaymentViewProjectionTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StreamId STREAM = StreamId.of("payment", "7f3a");
    private static final Money DUE = Money.eur(4200);
    private static final PaymentEvent REQUESTED = new PaymentRequested("7f3a", DUE, "tok_ok", NOON);
    private static final PaymentEvent AUTHORIZED =
            new PaymentAuthorized("7f3a", DUE, "auth-1", NOON);
    private static final PaymentEvent CAPTURING = new CaptureRequested("7f3a", DUE, "auth-1", NOON);
    private static final PaymentEvent CAPTURED = new PaymentCaptured("7f3a", DUE, NOON);

    private final ProjectionSpec<PaymentEvent, PaymentView> payments =
            new ProjectionSpec<>(new PaymentViewProjection(), "payments");

    @Test
    void everyStepHasItsStatus() {
        assertStatus(PaymentStatus.REQUESTED, REQUESTED);
        assertStatus(PaymentStatus.AUTHORIZED, REQUESTED, AUTHORIZED);
        assertStatus(PaymentStatus.AUTHORIZED, REQUESTED, AUTHORIZED, CAPTURING);
        assertStatus(PaymentStatus.CAPTURED, REQUESTED, AUTHORIZED, CAPTURING, CAPTURED);
        assertStatus(PaymentStatus.DECLINED, REQUESTED, new PaymentDeclined("7f3a", "no", NOON));
        assertStatus(
                PaymentStatus.VOIDED,
                REQUESTED,
                AUTHORIZED,
                new VoidRequested("7f3a", "cancelled", NOON),
                new PaymentVoided("7f3a", "cancelled", NOON));
    }

    @Test
    void aPaymentRefundedInPartStaysCaptured() {
        PaymentView row =
                payments.given(
                                STREAM,
                                REQUESTED,
                                AUTHORIZED,
                                CAPTURING,
                                CAPTURED,
                                new PaymentRefunded("7f3a", "r1", Money.eur(200), 200, NOON))
                        .row();
        assertEquals(PaymentStatus.CAPTURED, row.status);
        assertEquals(200, row.refundedMinor);
        assertEquals(4200, row.capturedMinor);
    }

    @Test
    void aPaymentRefundedEntirelyIsRefunded() {
        assertStatus(
                PaymentStatus.REFUNDED,
                REQUESTED,
                AUTHORIZED,
                CAPTURING,
                CAPTURED,
                new PaymentRefunded("7f3a", "r1", Money.eur(200), 200, NOON),
                new PaymentRefunded("7f3a", "r2", Money.eur(4000), 4200, NOON));
    }

    @Test
    void aVoidBeforeTheRequestIsARowWithoutAnAmount() {
        PaymentView row = payments.given(STREAM, new PaymentVoided("7f3a", "rejected", NOON)).row();
        assertEquals(PaymentStatus.VOIDED, row.status);
        assertEquals("rejected", row.reason);
        assertNull(row.amountMinor);
    }

    private void assertStatus(PaymentStatus status, PaymentEvent... history) {
        assertEquals(status, payments.given(STREAM, history).row().status);
    }
}
