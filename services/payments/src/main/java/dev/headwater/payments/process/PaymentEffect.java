package dev.headwater.payments.process;

import dev.headwater.payments.domain.PaymentCommand;
import dev.headwater.payments.domain.PaymentCommand.RecordAuthorization;
import dev.headwater.payments.domain.PaymentCommand.RecordCapture;
import dev.headwater.payments.domain.PaymentCommand.RecordDecline;
import dev.headwater.payments.domain.PaymentCommand.RecordRefund;
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
import dev.headwater.runtime.process.Effect;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Calls the gateway for every intent. The intent's event id is the key of the call, so that a crash
 * between call and record repeats it without a second effect.
 */
public final class PaymentEffect implements Effect<PaymentEvent, PaymentCommand> {

    private static final String SERVICE = "payments";

    /** A payment is requested once, and before anything else that could be voided. */
    private static final long REQUEST_VERSION = 1;

    private final PaymentGateway gateway;
    private final InstantSource clock;

    public PaymentEffect(PaymentGateway gateway, InstantSource clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    @Override
    public boolean opens(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested _, CaptureRequested _, VoidRequested _, RefundRequested _ -> true;
            case PaymentAuthorized _, PaymentDeclined _, PaymentCaptured _ -> false;
            case PaymentVoided _, PaymentRefunded _ -> false;
        };
    }

    @Override
    public boolean closes(PaymentEvent intent, PaymentEvent later) {
        return switch (later) {
            case PaymentAuthorized _, PaymentDeclined _ -> intent instanceof PaymentRequested;
            case PaymentVoided _ ->
                    intent instanceof PaymentRequested || intent instanceof VoidRequested;
            case PaymentCaptured _ -> intent instanceof CaptureRequested;
            case PaymentRefunded refunded ->
                    intent instanceof RefundRequested requested
                            && requested.refundId().equals(refunded.refundId());
            case PaymentRequested _, CaptureRequested _, VoidRequested _, RefundRequested _ ->
                    false;
        };
    }

    @Override
    public PaymentCommand call(StreamId stream, PaymentEvent intent, UUID key) {
        return switch (intent) {
            case PaymentRequested requested -> authorize(requested, key);
            case CaptureRequested requested -> {
                gateway.capture(
                        key, requested.orderId(), requested.amount(), requested.authorization());
                yield new RecordCapture(requested.orderId(), requested.amount(), now());
            }
            case VoidRequested requested -> {
                UUID authorization = Ids.event(SERVICE, stream, REQUEST_VERSION);
                gateway.release(key, requested.orderId(), authorization, requested.reason());
                yield new RecordVoid(requested.orderId(), requested.reason(), now());
            }
            case RefundRequested requested -> {
                gateway.refund(key, requested.orderId(), requested.refundId(), requested.amount());
                yield new RecordRefund(
                        requested.orderId(), requested.refundId(), requested.amount(), now());
            }
            case PaymentAuthorized _, PaymentDeclined _, PaymentCaptured _ ->
                    throw noIntent(intent);
            case PaymentVoided _, PaymentRefunded _ -> throw noIntent(intent);
        };
    }

    private PaymentCommand authorize(PaymentRequested intent, UUID key) {
        String orderId = intent.orderId();
        return switch (gateway.authorize(key, orderId, intent.amount(), intent.paymentMethod())) {
            case Authorization.Authorized(String reference) ->
                    new RecordAuthorization(orderId, intent.amount(), reference, now());
            case Authorization.Declined(String reason) -> new RecordDecline(orderId, reason, now());
            case Authorization.Voided() ->
                    new RecordVoid(orderId, "voided before it was authorized", now());
        };
    }

    /** In milliseconds, as events keep it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static IllegalArgumentException noIntent(PaymentEvent event) {
        return new IllegalArgumentException("asks for no call: " + event);
    }
}
