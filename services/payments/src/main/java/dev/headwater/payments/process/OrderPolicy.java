package dev.headwater.payments.process;

import dev.headwater.payments.domain.Money;
import dev.headwater.payments.domain.PaymentCommand;
import dev.headwater.payments.domain.PaymentCommand.CapturePayment;
import dev.headwater.payments.domain.PaymentCommand.VoidPayment;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.Policy.Reaction;
import java.time.Instant;
import java.util.List;

/** Whenever an order was confirmed, capture; whenever it was dropped, void. */
public record OrderPolicy(Codec<OrderFact> facts) implements Policy<OrderFact> {

    @Override
    public String name() {
        return "orders-events";
    }

    @Override
    public String source() {
        return "orders";
    }

    @Override
    public List<Reaction> react(Envelope<OrderFact> event) {
        Instant at = event.recordedAt();
        return switch (event.event()) {
            case OrderFact.Confirmed(String orderId, Money amount) ->
                    payment(new CapturePayment(orderId, amount, at));
            case OrderFact.Dropped(String orderId, String reason) ->
                    payment(new VoidPayment(orderId, reason, at));
            case OrderFact.Other _ -> List.of();
        };
    }

    private static List<Reaction> payment(PaymentCommand command) {
        return List.of(new Reaction(StreamId.of("payment", command.orderId()), command));
    }
}
