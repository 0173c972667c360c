package dev.headwater.inventory.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.orders.events.OrderCancelled;
import dev.headwater.contracts.orders.events.OrderConfirmed;
import dev.headwater.contracts.orders.events.OrderPlaced;
import dev.headwater.contracts.orders.events.OrderRejected;
import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.Money;
import dev.headwater.inventory.process.OrderFact;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Reads orders' events as inventory understands them. */
public final class OrderFacts {

    private OrderFacts() {}

    public static Codec<OrderFact> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<OrderFact>builder(pack, lookup)
                .read(OrderPlaced.class, OrderFacts::placed)
                .read(OrderConfirmed.class, OrderFacts::confirmed)
                .read(OrderRejected.class, OrderFacts::rejected)
                .read(OrderCancelled.class, OrderFacts::cancelled)
                .otherwise(new OrderFact.Other())
                .build();
    }

    private static OrderFact placed(OrderPlaced record) {
        return new OrderFact.Placed(
                record.getOrderId().toString(),
                record.getLines().stream()
                        .map(line -> new Line(line.getSku().toString(), line.getQuantity()))
                        .toList(),
                new Money(record.getTotalMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString());
    }

    private static OrderFact confirmed(OrderConfirmed record) {
        return new OrderFact.Confirmed(record.getOrderId().toString());
    }

    private static OrderFact rejected(OrderRejected record) {
        return new OrderFact.Dropped(record.getOrderId().toString());
    }

    private static OrderFact cancelled(OrderCancelled record) {
        return new OrderFact.Dropped(record.getOrderId().toString());
    }
}
