package dev.headwater.orders.process;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.orders.codec.PaymentFacts;
import dev.headwater.orders.codec.StockFacts;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderCommand.ConfirmOrder;
import dev.headwater.orders.domain.OrderCommand.RejectOrder;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy.Reaction;
import dev.headwater.testkit.ProcessSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderPoliciesTest {

    private static final SchemaPack PACK = SchemaPack.load();
    private static final StreamId ORDER = StreamId.of("order", "7f3a");

    private final ProcessSpec<StockFact> stock =
            new ProcessSpec<>(new StockPolicy(StockFacts.of(PACK, SchemaLookup.none())));
    private final ProcessSpec<PaymentFact> payment =
            new ProcessSpec<>(new PaymentPolicy(PaymentFacts.of(PACK, SchemaLookup.none())));

    @Test
    void missingStockRejectsTheOrderAndNamesTheSkus() {
        var given =
                stock.given(
                        StreamId.of("reservation", "7f3a"),
                        new StockFact.ReservationFailed("7f3a", List.of("book", "pen")));
        given.then(
                new Reaction(
                        ORDER,
                        new RejectOrder(
                                "7f3a",
                                RejectReason.OUT_OF_STOCK,
                                "out of stock: book, pen",
                                List.of("book", "pen"),
                                given.at())));
    }

    @Test
    void anAuthorizedPaymentConfirmsTheOrder() {
        var given =
                payment.given(
                        StreamId.of("payment", "7f3a"),
                        new PaymentFact.Authorized("7f3a", Money.eur(4200)));
        given.then(new Reaction(ORDER, new ConfirmOrder("7f3a", Money.eur(4200), given.at())));
    }

    @Test
    void aDeclinedPaymentRejectsTheOrder() {
        var given =
                payment.given(
                        StreamId.of("payment", "7f3a"), new PaymentFact.Declined("7f3a", "no"));
        given.then(
                new Reaction(
                        ORDER,
                        new RejectOrder(
                                "7f3a",
                                RejectReason.PAYMENT_DECLINED,
                                "no",
                                List.of(),
                                given.at())));
    }

    @Test
    void otherEventsAreLeftAlone() {
        stock.given(StreamId.of("item", "book"), new StockFact.Other()).thenNothing();
        payment.given(StreamId.of("payment", "7f3a"), new PaymentFact.Other()).thenNothing();
    }
}
