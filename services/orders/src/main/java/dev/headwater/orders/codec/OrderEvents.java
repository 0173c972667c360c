package dev.headwater.orders.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.orders.events.OrderCancelled;
import dev.headwater.contracts.orders.events.OrderCancelledCause;
import dev.headwater.contracts.orders.events.OrderConfirmed;
import dev.headwater.contracts.orders.events.OrderPlaced;
import dev.headwater.contracts.orders.events.OrderPlacedLine;
import dev.headwater.contracts.orders.events.OrderPlacedSalesChannel;
import dev.headwater.contracts.orders.events.OrderRejected;
import dev.headwater.contracts.orders.events.OrderRejectedReason;
import dev.headwater.orders.domain.CancelCause;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderEvent;
import dev.headwater.orders.domain.OrderLine;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.orders.domain.SalesChannel;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import java.util.List;

/** Wire form of the events of orders. */
public final class OrderEvents {

    private OrderEvents() {}

    public static Codec<OrderEvent> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<OrderEvent>builder(pack, lookup)
                .map(
                        OrderEvent.OrderPlaced.class,
                        OrderPlaced.class,
                        OrderEvents::write,
                        OrderEvents::read)
                .map(
                        OrderEvent.OrderConfirmed.class,
                        OrderConfirmed.class,
                        OrderEvents::write,
                        OrderEvents::read)
                .map(
                        OrderEvent.OrderRejected.class,
                        OrderRejected.class,
                        OrderEvents::write,
                        OrderEvents::read)
                .map(
                        OrderEvent.OrderCancelled.class,
                        OrderCancelled.class,
                        OrderEvents::write,
                        OrderEvents::read)
                .build();
    }

    private static OrderPlaced write(OrderEvent.OrderPlaced event) {
        return new OrderPlaced(
                event.orderId(),
                event.customerId(),
                event.lines().stream()
                        .map(
                                line ->
                                        new OrderPlacedLine(
                                                line.sku(),
                                                line.quantity(),
                                                line.unitPriceMinor(),
                                                line.discountMinor()))
                        .toList(),
                event.total().minorUnits(),
                event.total().currency(),
                event.paymentMethod(),
                event.placedAt(),
                event.expiresAt(),
                OrderPlacedSalesChannel.valueOf(event.salesChannel().name()));
    }

    private static OrderEvent.OrderPlaced read(OrderPlaced record) {
        return new OrderEvent.OrderPlaced(
                record.getOrderId().toString(),
                record.getCustomerId().toString(),
                record.getLines().stream()
                        .map(
                                line ->
                                        new OrderLine(
                                                line.getSku().toString(),
                                                line.getQuantity(),
                                                line.getUnitPriceMinor(),
                                                line.getDiscountMinor()))
                        .toList(),
                new Money(record.getTotalMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString(),
                record.getPlacedAt(),
                record.getExpiresAt(),
                SalesChannel.valueOf(record.getSalesChannel().name()));
    }

    private static OrderConfirmed write(OrderEvent.OrderConfirmed event) {
        return new OrderConfirmed(
                event.orderId(),
                event.paid().minorUnits(),
                event.paid().currency(),
                event.confirmedAt());
    }

    private static OrderEvent.OrderConfirmed read(OrderConfirmed record) {
        return new OrderEvent.OrderConfirmed(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getConfirmedAt());
    }

    private static OrderRejected write(OrderEvent.OrderRejected event) {
        return new OrderRejected(
                event.orderId(),
                OrderRejectedReason.valueOf(event.reason().name()),
                event.detail(),
                List.copyOf(event.missingSkus()),
                event.rejectedAt());
    }

    private static OrderEvent.OrderRejected read(OrderRejected record) {
        return new OrderEvent.OrderRejected(
                record.getOrderId().toString(),
                RejectReason.valueOf(record.getReason().name()),
                record.getDetail().toString(),
                record.getMissingSkus().stream().map(CharSequence::toString).toList(),
                record.getRejectedAt());
    }

    private static OrderCancelled write(OrderEvent.OrderCancelled event) {
        return new OrderCancelled(
                event.orderId(),
                OrderCancelledCause.valueOf(event.cause().name()),
                event.reason(),
                event.cancelledAt());
    }

    private static OrderEvent.OrderCancelled read(OrderCancelled record) {
        return new OrderEvent.OrderCancelled(
                record.getOrderId().toString(),
                CancelCause.valueOf(record.getCause().name()),
                record.getReason().toString(),
                record.getCancelledAt());
    }
}
