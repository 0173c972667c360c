package dev.headwater.payments.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.payments.events.CaptureRequested;
import dev.headwater.contracts.payments.events.PaymentAuthorized;
import dev.headwater.contracts.payments.events.PaymentCaptured;
import dev.headwater.contracts.payments.events.PaymentDeclined;
import dev.headwater.contracts.payments.events.PaymentRefunded;
import dev.headwater.contracts.payments.events.PaymentRequested;
import dev.headwater.contracts.payments.events.PaymentVoided;
import dev.headwater.contracts.payments.events.RefundRequested;
import dev.headwater.contracts.payments.events.VoidRequested;
import dev.headwater.payments.domain.Money;
import dev.headwater.payments.domain.PaymentEvent;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Wire form of the events of payments. */
public final class PaymentEvents {

    private PaymentEvents() {}

    public static Codec<PaymentEvent> of(SchemaPack pack, SchemaLookup lookup) {
        AvroCodec.Builder<PaymentEvent> codec = AvroCodec.builder(pack, lookup);
        addRequests(codec);
        addAnswers(codec);
        return codec.build();
    }

    private static void addRequests(AvroCodec.Builder<PaymentEvent> codec) {
        codec.map(
                        PaymentEvent.PaymentRequested.class,
                        PaymentRequested.class,
                        PaymentEvents::write,
                        PaymentEvents::read)
                .map(
                        PaymentEvent.CaptureRequested.class,
                        CaptureRequested.class,
                        PaymentEvents::write,
                        PaymentEvents::read)
                .map(
                        PaymentEvent.VoidRequested.class,
                        VoidRequested.class,
                        PaymentEvents::write,
                        PaymentEvents::read)
                .map(
                        PaymentEvent.RefundRequested.class,
                        RefundRequested.class,
                        PaymentEvents::write,
                        PaymentEvents::read)
                .map(
                        PaymentEvent.PaymentAuthorized.class,
                        PaymentAuthorized.class,
                        PaymentEvents::write,
                        PaymentEvents::read);
    }

    private static void addAnswers(AvroCodec.Builder<PaymentEvent> codec) {
        codec.map(
                        PaymentEvent.PaymentDeclined.class,
                        PaymentDeclined.class,
                        PaymentEvents::write,
                        PaymentEvents::read)
                .map(
                        PaymentEvent.PaymentCaptured.class,
                        PaymentCaptured.class,
                        PaymentEvents::write,
                        PaymentEvents::read)
                .map(
                        PaymentEvent.PaymentVoided.class,
                        PaymentVoided.class,
                        PaymentEvents::write,
                        PaymentEvents::read)
                .map(
                        PaymentEvent.PaymentRefunded.class,
                        PaymentRefunded.class,
                        PaymentEvents::write,
                        PaymentEvents::read);
    }

    private static PaymentRequested write(PaymentEvent.PaymentRequested event) {
        return new PaymentRequested(
                event.orderId(),
                event.amount().minorUnits(),
                event.amount().currency(),
                event.paymentMethod(),
                event.requestedAt());
    }

    private static PaymentEvent.PaymentRequested read(PaymentRequested record) {
        return new PaymentEvent.PaymentRequested(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString(),
                record.getRequestedAt());
    }

    private static CaptureRequested write(PaymentEvent.CaptureRequested event) {
        return new CaptureRequested(
                event.orderId(),
                event.amount().minorUnits(),
                event.amount().currency(),
                event.authorization(),
                event.requestedAt());
    }

    private static PaymentEvent.CaptureRequested read(CaptureRequested record) {
        return new PaymentEvent.CaptureRequested(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getAuthorization().toString(),
                record.getRequestedAt());
    }

    private static VoidRequested write(PaymentEvent.VoidRequested event) {
        return new VoidRequested(event.orderId(), event.reason(), event.requestedAt());
    }

    private static PaymentEvent.VoidRequested read(VoidRequested record) {
        return new PaymentEvent.VoidRequested(
                record.getOrderId().toString(),
                record.getReason().toString(),
                record.getRequestedAt());
    }

    private static RefundRequested write(PaymentEvent.RefundRequested event) {
        return new RefundRequested(
                event.orderId(),
                event.refundId(),
                event.amount().minorUnits(),
                event.amount().currency(),
                event.reason(),
                event.requestedAt());
    }

    private static PaymentEvent.RefundRequested read(RefundRequested record) {
        return new PaymentEvent.RefundRequested(
                record.getOrderId().toString(),
                record.getRefundId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getReason().toString(),
                record.getRequestedAt());
    }

    private static PaymentAuthorized write(PaymentEvent.PaymentAuthorized event) {
        return new PaymentAuthorized(
                event.orderId(),
                event.amount().minorUnits(),
                event.amount().currency(),
                event.authorization(),
                event.scheme(),
                event.reference(),
                event.authorizedAt());
    }

    private static PaymentEvent.PaymentAuthorized read(PaymentAuthorized record) {
        return new PaymentEvent.PaymentAuthorized(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                authorization(record),
                record.getAuthorizationScheme().toString(),
                record.getAuthorizationReference().toString(),
                record.getAuthorizedAt());
    }

    /** The whole reference, also of a writer that fills its parts only. */
    private static String authorization(PaymentAuthorized record) {
        String whole = record.getAuthorization().toString();
        String scheme = record.getAuthorizationScheme().toString();
        if (!whole.isEmpty()) {
            return whole;
        }
        String reference = record.getAuthorizationReference().toString();
        return scheme.isEmpty() ? reference : scheme + "-" + reference;
    }

    private static PaymentDeclined write(PaymentEvent.PaymentDeclined event) {
        return new PaymentDeclined(event.orderId(), event.reason(), event.declinedAt());
    }

    private static PaymentEvent.PaymentDeclined read(PaymentDeclined record) {
        return new PaymentEvent.PaymentDeclined(
                record.getOrderId().toString(),
                record.getReason().toString(),
                record.getDeclinedAt());
    }

    private static PaymentCaptured write(PaymentEvent.PaymentCaptured event) {
        return new PaymentCaptured(
                event.orderId(),
                event.amount().minorUnits(),
                event.amount().currency(),
                event.capturedAt());
    }

    private static PaymentEvent.PaymentCaptured read(PaymentCaptured record) {
        return new PaymentEvent.PaymentCaptured(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getCapturedAt());
    }

    private static PaymentVoided write(PaymentEvent.PaymentVoided event) {
        return new PaymentVoided(event.orderId(), event.reason(), event.voidedAt());
    }

    private static PaymentEvent.PaymentVoided read(PaymentVoided record) {
        return new PaymentEvent.PaymentVoided(
                record.getOrderId().toString(),
                record.getReason().toString(),
                record.getVoidedAt());
    }

    private static PaymentRefunded write(PaymentEvent.PaymentRefunded event) {
        return new PaymentRefunded(
                event.orderId(),
                event.refundId(),
                event.amount().minorUnits(),
                event.amount().currency(),
                event.refundedTotalMinor(),
                event.refundedAt());
    }

    private static PaymentEvent.PaymentRefunded read(PaymentRefunded record) {
        return new PaymentEvent.PaymentRefunded(
                record.getOrderId().toString(),
                record.getRefundId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getRefundedTotalMinor(),
                record.getRefundedAt());
    }
}
