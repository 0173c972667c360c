package dev.headwater.payments.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.payments.domain.Money;
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
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireFormTest {

    private static final SchemaPack PACK = SchemaPack.load();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Money DUE = Money.eur(4200);

    @Test
    void everyEventIsReadAsItWasWritten() {
        survive(
                PaymentEvents.of(PACK, SchemaLookup.none()),
                List.of(
                        new PaymentRequested("7f3a", DUE, "tok_ok", NOON),
                        new PaymentAuthorized("7f3a", DUE, "auth-1", NOON),
                        new PaymentDeclined("7f3a", "no", NOON),
                        new CaptureRequested("7f3a", DUE, "auth-1", NOON),
                        new PaymentCaptured("7f3a", DUE, NOON),
                        new VoidRequested("7f3a", "reason", NOON),
                        new PaymentVoided("7f3a", "reason", NOON),
                        new RefundRequested("7f3a", "r1", DUE, "reason", NOON),
                        new PaymentRefunded("7f3a", "r1", DUE, 4200, NOON)));
    }

    @Test
    void everyCommandIsReadAsItWasWritten() {
        survive(
                PaymentCommands.of(PACK, SchemaLookup.none()),
                List.of(
                        new RequestPayment("7f3a", DUE, "tok_ok", NOON),
                        new CapturePayment("7f3a", DUE, NOON),
                        new VoidPayment("7f3a", "reason", NOON),
                        new RequestRefund("7f3a", "r1", DUE, "reason", NOON),
                        new RecordAuthorization("7f3a", DUE, "auth-1", NOON),
                        new RecordDecline("7f3a", "no", NOON),
                        new RecordCapture("7f3a", DUE, NOON),
                        new RecordVoid("7f3a", "reason", NOON),
                        new RecordRefund("7f3a", "r1", DUE, NOON)));
    }

    private static <T> void survive(Codec<T> codec, List<T> values) {
        for (T value : values) {
            assertEquals(value, codec.decode(codec.encode(value)));
            assertEquals(value.getClass().getSimpleName(), codec.typeOf(value));
        }
    }
}
