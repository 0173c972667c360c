package dev.headwater.orders.api;

import dev.headwater.orders.domain.CancelCause;
import dev.headwater.orders.domain.OrderCommand;
import dev.headwater.orders.domain.OrderCommand.CancelOrder;
import dev.headwater.orders.domain.OrderCommand.ConfirmOrder;
import dev.headwater.orders.domain.OrderCommand.ExpireOrder;
import dev.headwater.orders.domain.OrderCommand.PlaceOrder;
import dev.headwater.orders.domain.OrderCommand.RejectOrder;
import dev.headwater.orders.domain.OrderState;
import dev.headwater.orders.domain.OrderState.Cancelled;
import dev.headwater.orders.domain.OrderState.Confirmed;
import dev.headwater.orders.domain.OrderState.NotPlaced;
import dev.headwater.orders.domain.OrderState.Placed;
import dev.headwater.orders.domain.OrderState.Rejected;
import dev.headwater.orders.domain.OrderState.Terms;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.orders.projection.OrderStatus;
import dev.headwater.runtime.command.Replies;
import dev.headwater.runtime.command.Replies.Reply;
import dev.headwater.runtime.log.StreamId;
import org.jspecify.annotations.Nullable;

/** What clients are answered; nobody waits for the commands of policies and deadlines. */
public final class OrderReplies implements Replies<OrderCommand, OrderState> {

    @Override
    public Reply reply(StreamId stream, OrderCommand command, OrderState after, long version) {
        return switch (command) {
            case PlaceOrder _ -> new Reply(201, body(after));
            case CancelOrder _ -> new Reply(200, body(after));
            case ConfirmOrder _, RejectOrder _, ExpireOrder _ -> Reply.none();
        };
    }

    private static @Nullable OrderReply body(OrderState state) {
        return switch (state) {
            case NotPlaced _ -> null;
            case Placed(Terms terms) -> OrderReply.of(OrderStatus.PLACED, null, terms);
            case Confirmed(Terms terms) -> OrderReply.of(OrderStatus.CONFIRMED, null, terms);
            case Rejected(Terms terms, RejectReason reason) ->
                    OrderReply.of(OrderStatus.REJECTED, reason.name(), terms);
            case Cancelled(Terms terms, CancelCause cause) ->
                    OrderReply.of(OrderStatus.CANCELLED, cause.name(), terms);
        };
    }
}
