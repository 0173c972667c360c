package dev.headwater.orders.process;

import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderCommand;
import dev.headwater.orders.domain.OrderCommand.ConfirmOrder;
import dev.headwater.orders.domain.OrderCommand.RejectOrder;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.Policy.Reaction;
import java.time.Instant;
import java.util.List;

/** Whenever a payment was authorized, confirm its order; whenever it was declined, reject it. */
public record PaymentPolicy(Codec<PaymentFact> facts) implements Policy<PaymentFact> {

    @Override
    public String name() {
        return "payments-events";
    }

    @Override
    public String source() {
        return "payments";
    }

    @Override
    public List<Reaction> react(Envelope<PaymentFact> event) {
        Instant at = event.recordedAt();
        return switch (event.event()) {
            case PaymentFact.Authorized(String orderId, Money amount) ->
                    order(new ConfirmOrder(orderId, amount, at));
            case PaymentFact.Declined(String orderId, String reason) ->
                    order(
                            new RejectOrder(
                                    orderId, RejectReason.PAYMENT_DECLINED, reason, List.of(), at));
            case PaymentFact.Other _ -> List.of();
        };
    }

    private static List<Reaction> order(OrderCommand command) {
        return List.of(new Reaction(StreamId.of("order", command.orderId()), command));
    }
}
