package dev.headwater.orders.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.inventory.events.StockReservationFailed;
import dev.headwater.orders.process.StockFact;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Reads inventory's events as orders' policy understands them. */
public final class StockFacts {

    private StockFacts() {}

    public static Codec<StockFact> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<StockFact>builder(pack, lookup)
                .read(StockReservationFailed.class, StockFacts::failed)
                .otherwise(new StockFact.Other())
                .build();
    }

    private static StockFact failed(StockReservationFailed record) {
        return new StockFact.ReservationFailed(
                record.getOrderId().toString(),
                record.getMissing().stream().map(line -> line.getSku().toString()).toList());
    }
}
