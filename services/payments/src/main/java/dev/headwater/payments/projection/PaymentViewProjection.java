package dev.headwater.payments.projection;

import static dev.headwater.payments.projection.PaymentStatus.AUTHORIZED;
import static dev.headwater.payments.projection.PaymentStatus.CAPTURED;
import static dev.headwater.payments.projection.PaymentStatus.DECLINED;
import static dev.headwater.payments.projection.PaymentStatus.REFUNDED;
import static dev.headwater.payments.projection.PaymentStatus.REQUESTED;
import static dev.headwater.payments.projection.PaymentStatus.VOIDED;

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
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One row per payment, also for one that was voided before it was asked for. */
public final class PaymentViewProjection implements Projection<PaymentEvent, PaymentView> {

    @Override
    public ProjectionId id() {
        return new ProjectionId("payment_view", 1);
    }

    @Override
    public Set<String> keys(Envelope<PaymentEvent> event) {
        return Set.of(event.stream().id());
    }

    @Override
    public PaymentView fold(
            String key, @Nullable PaymentView before, Envelope<PaymentEvent> event) {
        PaymentView row = before == null ? new PaymentView() : before;
        row.orderId = key;
        row.version = event.version();
        switch (event.event()) {
            case PaymentRequested requested -> {
                row.amountMinor = requested.amount().minorUnits();
                row.currency = requested.amount().currency();
                row.paymentMethod = requested.paymentMethod();
                move(row, REQUESTED, requested.requestedAt());
            }
            case PaymentAuthorized authorized -> {
                row.authorization = authorized.authorization();
                move(row, AUTHORIZED, authorized.authorizedAt());
            }
            case PaymentDeclined declined -> {
                row.reason = declined.reason();
                move(row, DECLINED, declined.declinedAt());
            }
            case PaymentCaptured captured -> {
                row.capturedMinor = captured.amount().minorUnits();
                move(row, CAPTURED, captured.capturedAt());
            }
            case PaymentVoided voided -> {
                row.reason = voided.reason();
                move(row, VOIDED, voided.voidedAt());
            }
            case PaymentRefunded refunded -> {
                row.refundedMinor = refunded.refundedTotalMinor();
                boolean all = row.refundedMinor == row.capturedMinor;
                move(row, all ? REFUNDED : CAPTURED, refunded.refundedAt());
            }
            case CaptureRequested requested -> row.updatedAt = requested.requestedAt();
            case VoidRequested requested -> row.updatedAt = requested.requestedAt();
            case RefundRequested requested -> row.updatedAt = requested.requestedAt();
        }
        return row;
    }

    private static void move(PaymentView row, PaymentStatus status, Instant at) {
        row.status = status;
        row.updatedAt = at;
    }
}
