package dev.headwater.payments.process;

import dev.headwater.payments.domain.Money;
import dev.headwater.payments.domain.PaymentCommand.RequestPayment;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.Policy.Reaction;
import java.time.Instant;
import java.util.List;

/** Whenever the stock of an order is reserved, ask for its payment. */
public record StockPolicy(Codec<StockFact> facts) implements Policy<StockFact> {

    @Override
    public String name() {
        return "inventory-events";
    }

    @Override
    public String source() {
        return "inventory";
    }

    @Override
    public List<Reaction> react(Envelope<StockFact> event) {
        Instant at = event.recordedAt();
        return switch (event.event()) {
            case StockFact.Reserved(String orderId, Money amount, String paymentMethod) ->
                    List.of(
                            new Reaction(
                                    StreamId.of("payment", orderId),
                                    new RequestPayment(orderId, amount, paymentMethod, at)));
            case StockFact.Other _ -> List.of();
        };
    }
}
