package dev.headwater.orders.domain;

import static dev.headwater.orders.domain.OrderRejection.AMOUNT_MISMATCH;
import static dev.headwater.orders.domain.OrderRejection.ORDER_CONFIRMED;
import static dev.headwater.orders.domain.OrderRejection.ORDER_NOT_FOUND;
import static dev.headwater.orders.domain.OrderRejection.ORDER_REJECTED;
import static dev.headwater.runtime.decide.Decision.accept;
import static dev.headwater.runtime.decide.Decision.reject;
import static dev.headwater.runtime.decide.Decision.unchanged;

import dev.headwater.orders.domain.OrderCommand.CancelOrder;
import dev.headwater.orders.domain.OrderCommand.ConfirmOrder;
import dev.headwater.orders.domain.OrderCommand.ExpireOrder;
import dev.headwater.orders.domain.OrderCommand.PlaceOrder;
import dev.headwater.orders.domain.OrderCommand.RejectOrder;
import dev.headwater.orders.domain.OrderEvent.OrderCancelled;
import dev.headwater.orders.domain.OrderEvent.OrderConfirmed;
import dev.headwater.orders.domain.OrderEvent.OrderPlaced;
import dev.headwater.orders.domain.OrderEvent.OrderRejected;
import dev.headwater.orders.domain.OrderState.Cancelled;
import dev.headwater.orders.domain.OrderState.Confirmed;
import dev.headwater.orders.domain.OrderState.NotPlaced;
import dev.headwater.orders.domain.OrderState.Placed;
import dev.headwater.orders.domain.OrderState.Rejected;
import dev.headwater.orders.domain.OrderState.Terms;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;
import java.time.Instant;

/**
 * The rules of one order: placed once, and ended exactly once. Whatever comes after the end from a
 * policy or a deadline changes nothing, however late and however often: the saga's steps are
 * refused by this state, for ever.
 */
public final class OrderDecider implements Decider<OrderCommand, OrderState, OrderEvent> {

    @Override
    public OrderState initialState() {
        return new NotPlaced();
    }

    @Override
    public Decision<OrderEvent> decide(OrderCommand command, OrderState state) {
        return switch (command) {
            case PlaceOrder place -> place(place, state);
            case ConfirmOrder confirm -> confirm(confirm, state);
            case RejectOrder reject -> rejectOrder(reject, state);
            case CancelOrder cancel -> cancel(cancel, state);
            case ExpireOrder expire -> expire(expire, state);
        };
    }

    @Override
    public OrderState evolve(OrderState state, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed ->
                    new Placed(
                            new Terms(
                                    placed.orderId(),
                                    placed.total(),
                                    placed.placedAt(),
                                    placed.expiresAt()));
            case OrderConfirmed _ -> new Confirmed(terms(state, event));
            case OrderRejected rejected -> new Rejected(terms(state, event), rejected.reason());
            case OrderCancelled cancelled -> new Cancelled(terms(state, event), cancelled.cause());
        };
    }

    private static Decision<OrderEvent> place(PlaceOrder command, OrderState state) {
        return switch (state) {
            case NotPlaced _ ->
                    accept(
                            new OrderPlaced(
                                    command.orderId(),
                                    command.customerId(),
                                    command.lines(),
                                    command.total(),
                                    command.paymentMethod(),
                                    command.at(),
                                    command.expiresAt(),
                                    command.salesChannel()));
            case Placed _, Confirmed _, Rejected _, Cancelled _ -> unchanged();
        };
    }

    private static Decision<OrderEvent> confirm(ConfirmOrder command, OrderState state) {
        return switch (state) {
            case NotPlaced _ -> notFound(command);
            case Placed(Terms terms) when !terms.total().equals(command.paid()) ->
                    reject(
                            AMOUNT_MISMATCH,
                            "due %s, authorized %s".formatted(terms.total(), command.paid()));
            case Placed(Terms terms) ->
                    accept(new OrderConfirmed(terms.orderId(), terms.total(), command.at()));
            case Confirmed _, Rejected _, Cancelled _ -> unchanged();
        };
    }

    private static Decision<OrderEvent> rejectOrder(RejectOrder command, OrderState state) {
        return switch (state) {
            case NotPlaced _ -> notFound(command);
            case Placed _ ->
                    accept(
                            new OrderRejected(
                                    command.orderId(),
                                    command.reason(),
                                    command.detail(),
                                    command.missingSkus(),
                                    command.at()));
            case Confirmed _, Rejected _, Cancelled _ -> unchanged();
        };
    }

    private static Decision<OrderEvent> cancel(CancelOrder command, OrderState state) {
        return switch (state) {
            case NotPlaced _ -> notFound(command);
            case Placed _ ->
                    accept(
                            new OrderCancelled(
                                    command.orderId(),
                                    CancelCause.CUSTOMER,
                                    command.reason(),
                                    command.at()));
            case Confirmed _ ->
                    reject(
                            ORDER_CONFIRMED,
                            "order %s is confirmed; ask for a refund instead"
                                    .formatted(command.orderId()));
            case Rejected(Terms _, RejectReason reason) ->
                    reject(
                            ORDER_REJECTED,
                            "order %s was rejected: %s".formatted(command.orderId(), reason));
            case Cancelled _ -> unchanged();
        };
    }

    private static Decision<OrderEvent> expire(ExpireOrder command, OrderState state) {
        return switch (state) {
            case NotPlaced _ -> notFound(command);
            case Placed _ ->
                    accept(
                            new OrderCancelled(
                                    command.orderId(),
                                    CancelCause.DEADLINE,
                                    "not confirmed in time",
                                    command.dueAt()));
            case Confirmed _, Rejected _, Cancelled _ -> unchanged();
        };
    }

    private static Decision<OrderEvent> notFound(OrderCommand command) {
        return reject(ORDER_NOT_FOUND, "there is no order " + command.orderId());
    }

    /** What was agreed. An end without a beginning is never decided, but evolve is total. */
    private static Terms terms(OrderState state, OrderEvent event) {
        return switch (state) {
            case NotPlaced _ ->
                    new Terms(event.orderId(), new Money(0, "XXX"), Instant.EPOCH, Instant.EPOCH);
            case Placed(Terms terms) -> terms;
            case Confirmed(Terms terms) -> terms;
            case Rejected(Terms terms, RejectReason _) -> terms;
            case Cancelled(Terms terms, CancelCause _) -> terms;
        };
    }
}
