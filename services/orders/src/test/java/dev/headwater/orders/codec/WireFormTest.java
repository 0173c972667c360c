package dev.headwater.orders.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.orders.domain.CancelCause;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderCommand.CancelOrder;
import dev.headwater.orders.domain.OrderCommand.ConfirmOrder;
import dev.headwater.orders.domain.OrderCommand.ExpireOrder;
import dev.headwater.orders.domain.OrderCommand.PlaceOrder;
import dev.headwater.orders.domain.OrderCommand.RejectOrder;
import dev.headwater.orders.domain.OrderEvent.OrderCancelled;
import dev.headwater.orders.domain.OrderEvent.OrderConfirmed;
import dev.headwater.orders.domain.OrderEvent.OrderPlaced;
import dev.headwater.orders.domain.OrderEvent.OrderRejected;
import dev.headwater.orders.domain.OrderLine;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireFormTest {

    private static final SchemaPack PACK = SchemaPack.load();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<OrderLine> LINES = List.of(new OrderLine("book", 2, 2100));

    @Test
    void everyEventIsReadAsItWasWritten() {
        survive(
                OrderEvents.of(PACK, SchemaLookup.none()),
                List.of(
                        new OrderPlaced(
                                "7f3a",
                                "ada",
                                LINES,
                                Money.eur(4200),
                                "tok_ok",
                                NOON,
                                NOON.plusSeconds(30)),
                        new OrderConfirmed("7f3a", Money.eur(4200), NOON),
                        new OrderRejected(
                                "7f3a", RejectReason.OUT_OF_STOCK, "detail", List.of("book"), NOON),
                        new OrderCancelled("7f3a", CancelCause.CUSTOMER, "reason", NOON)));
    }

    @Test
    void everyCommandIsReadAsItWasWritten() {
        survive(
                OrderCommands.of(PACK, SchemaLookup.none()),
                List.of(
                        new PlaceOrder(
                                "7f3a",
                                "ada",
                                LINES,
                                Money.eur(4200),
                                "tok_ok",
                                NOON,
                                NOON.plusSeconds(30)),
                        new ConfirmOrder("7f3a", Money.eur(4200), NOON),
                        new RejectOrder(
                                "7f3a", RejectReason.PAYMENT_DECLINED, "detail", List.of(), NOON),
                        new CancelOrder("7f3a", "reason", NOON),
                        new ExpireOrder("7f3a", NOON)));
    }

    private static <T> void survive(Codec<T> codec, List<T> values) {
        for (T value : values) {
            assertEquals(value, codec.decode(codec.encode(value)));
            assertEquals(value.getClass().getSimpleName(), codec.typeOf(value));
        }
    }
}
