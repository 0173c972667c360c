package dev.headwater.payments.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.orders.events.OrderCancelled;
import dev.headwater.contracts.orders.events.OrderConfirmed;
import dev.headwater.contracts.orders.events.OrderRejected;
import dev.headwater.payments.domain.Money;
import dev.headwater.payments.process.OrderFact;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Reads orders' events as payments understands them. */
public final class OrderFacts {

    private OrderFacts() {}

    public static Codec<OrderFact> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<OrderFact>builder(pack, lookup)
                .read(OrderConfirmed.class, OrderFacts::confirmed)
                .read(OrderRejected.class, OrderFacts::rejected)
                .read(OrderCancelled.class, OrderFacts::cancelled)
                .otherwise(new OrderFact.Other())
                .build();
    }

    private static OrderFact confirmed(OrderConfirmed record) {
        return new OrderFact.Confirmed(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()));
    }

    private static OrderFact rejected(OrderRejected record) {
        return new OrderFact.Dropped(
                record.getOrderId().toString(), "order rejected: " + record.getReason());
    }

    private static OrderFact cancelled(OrderCancelled record) {
        return new OrderFact.Dropped(
                record.getOrderId().toString(), "order cancelled: " + record.getCause());
    }
}
