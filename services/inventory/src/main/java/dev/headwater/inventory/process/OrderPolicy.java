package dev.headwater.inventory.process;

import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.Money;
import dev.headwater.inventory.domain.ReservationCommand;
import dev.headwater.inventory.domain.ReservationCommand.CommitReservation;
import dev.headwater.inventory.domain.ReservationCommand.ReleaseReservation;
import dev.headwater.inventory.domain.ReservationCommand.RequestReservation;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.Policy.Reaction;
import java.time.Instant;
import java.util.List;

/** Whenever an order was placed, reserve; when it was confirmed, commit; when dropped, release. */
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
            case OrderFact.Placed(
                            String orderId,
                            List<Line> lines,
                            Money total,
                            String paymentMethod) ->
                    reservation(new RequestReservation(orderId, lines, total, paymentMethod, at));
            case OrderFact.Confirmed(String orderId) ->
                    reservation(new CommitReservation(orderId, at));
            case OrderFact.Dropped(String orderId) ->
                    reservation(new ReleaseReservation(orderId, at));
            case OrderFact.Other _ -> List.of();
        };
    }

    private static List<Reaction> reservation(ReservationCommand command) {
        return List.of(new Reaction(StreamId.of("reservation", command.orderId()), command));
    }
}
