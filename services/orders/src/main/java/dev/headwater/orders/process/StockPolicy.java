package dev.headwater.orders.process;

import dev.headwater.orders.domain.OrderCommand.RejectOrder;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.Policy.Reaction;
import java.time.Instant;
import java.util.List;

/** Whenever a reservation failed, reject its order. */
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
            case StockFact.ReservationFailed(String orderId, List<String> missingSkus) ->
                    List.of(
                            new Reaction(
                                    StreamId.of("order", orderId),
                                    new RejectOrder(
                                            orderId,
                                            RejectReason.OUT_OF_STOCK,
                                            "out of stock: " + String.join(", ", missingSkus),
                                            missingSkus,
                                            at)));
            case StockFact.Other _ -> List.of();
        };
    }
}
