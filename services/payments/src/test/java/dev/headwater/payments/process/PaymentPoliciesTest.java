package dev.headwater.payments.process;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.payments.codec.OrderFacts;
import dev.headwater.payments.codec.StockFacts;
import dev.headwater.payments.domain.Money;
import dev.headwater.payments.domain.PaymentCommand.CapturePayment;
import dev.headwater.payments.domain.PaymentCommand.RequestPayment;
import dev.headwater.payments.domain.PaymentCommand.VoidPayment;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy.Reaction;
import dev.headwater.testkit.ProcessSpec;
import org.junit.jupiter.api.Test;

class PaymentPoliciesTest {

    private static final SchemaPack PACK = SchemaPack.load();
    private static final StreamId ORDER = StreamId.of("order", "7f3a");
    private static final StreamId PAYMENT = StreamId.of("payment", "7f3a");

    private final ProcessSpec<OrderFact> orders =
            new ProcessSpec<>(new OrderPolicy(OrderFacts.of(PACK, SchemaLookup.none())));
    private final ProcessSpec<StockFact> stock =
            new ProcessSpec<>(new StockPolicy(StockFacts.of(PACK, SchemaLookup.none())));

    @Test
    void reservedStockAsksForThePayment() {
        var given =
                stock.given(
                        StreamId.of("reservation", "7f3a"),
                        new StockFact.Reserved("7f3a", Money.eur(4200), "tok_ok"));
        given.then(
                new Reaction(
                        PAYMENT,
                        new RequestPayment("7f3a", Money.eur(4200), "tok_ok", given.at())));
    }

    @Test
    void aConfirmedOrderIsCaptured() {
        var given = orders.given(ORDER, new OrderFact.Confirmed("7f3a", Money.eur(4200)));
        given.then(new Reaction(PAYMENT, new CapturePayment("7f3a", Money.eur(4200), given.at())));
    }

    @Test
    void aDroppedOrderIsVoided() {
        var given = orders.given(ORDER, new OrderFact.Dropped("7f3a", "order cancelled"));
        given.then(new Reaction(PAYMENT, new VoidPayment("7f3a", "order cancelled", given.at())));
    }

    @Test
    void otherEventsAreLeftAlone() {
        orders.given(ORDER, new OrderFact.Other()).thenNothing();
        stock.given(StreamId.of("item", "book"), new StockFact.Other()).thenNothing();
    }
}
