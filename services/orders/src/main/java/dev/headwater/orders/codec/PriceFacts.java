package dev.headwater.orders.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.inventory.events.ItemAdded;
import dev.headwater.contracts.inventory.events.PriceChanged;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.projection.PriceFact;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Reads inventory's events as orders' price list understands them. */
public final class PriceFacts {

    private PriceFacts() {}

    public static Codec<PriceFact> of(SchemaPack pack, SchemaLookup lookup) {
        return AvroCodec.<PriceFact>builder(pack, lookup)
                .read(ItemAdded.class, PriceFacts::added)
                .read(PriceChanged.class, PriceFacts::changed)
                .otherwise(new PriceFact.Other())
                .build();
    }

    private static PriceFact added(ItemAdded record) {
        return new PriceFact.Priced(
                record.getSku().toString(),
                new Money(record.getUnitPriceMinor(), record.getCurrency().toString()),
                record.getAddedAt());
    }

    private static PriceFact changed(PriceChanged record) {
        return new PriceFact.Priced(
                record.getSku().toString(),
                new Money(record.getUnitPriceMinor(), record.getCurrency().toString()),
                record.getChangedAt());
    }
}
