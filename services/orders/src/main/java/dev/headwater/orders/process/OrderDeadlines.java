package dev.headwater.orders.process;

import dev.headwater.orders.domain.OrderCommand;
import dev.headwater.orders.domain.OrderCommand.ExpireOrder;
import dev.headwater.orders.domain.OrderState;
import dev.headwater.orders.domain.OrderState.Cancelled;
import dev.headwater.orders.domain.OrderState.Confirmed;
import dev.headwater.orders.domain.OrderState.NotPlaced;
import dev.headwater.orders.domain.OrderState.Placed;
import dev.headwater.orders.domain.OrderState.Rejected;
import dev.headwater.orders.domain.OrderState.Terms;
import dev.headwater.runtime.process.Deadlines;
import dev.headwater.runtime.process.Deadlines.Due;
import java.util.Optional;

/** An order that is placed and not ended expires. */
public final class OrderDeadlines implements Deadlines<OrderState, OrderCommand> {

    @Override
    public Optional<Due<OrderCommand>> of(OrderState state) {
        return switch (state) {
            case Placed(Terms terms) ->
                    Optional.of(
                            new Due<>(
                                    "expiry",
                                    terms.expiresAt(),
                                    new ExpireOrder(terms.orderId(), terms.expiresAt())));
            case NotPlaced _, Confirmed _, Rejected _, Cancelled _ -> Optional.empty();
        };
    }
}
