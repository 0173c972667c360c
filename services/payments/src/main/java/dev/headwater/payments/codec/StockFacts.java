package dev.headwater.payments.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.inventory.events.StockReserved;
import dev.headwater.payments.domain.Money;
import dev.headwater.payments.process.StockFact;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Reads inventory's events as payments understands them. */
public final class StockFacts {

    private StockFacts() {}

    public static Codec<StockFact> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<StockFact>builder(pack, lookup)
                .read(StockReserved.class, StockFacts::reserved)
                .otherwise(new StockFact.Other())
                .build();
    }

    private static StockFact reserved(StockReserved record) {
        return new StockFact.Reserved(
                record.getOrderId().toString(),
                new Money(record.getAmountMinor(), record.getCurrency().toString()),
                record.getPaymentMethod().toString());
    }
}
