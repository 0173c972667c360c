package dev.headwater.inventory.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Wire form of all events of inventory, for those who read the whole topic. */
public final class InventoryEvents {

    private InventoryEvents() {}

    public static Codec<InventoryEvent> of(SchemaPack pack, SchemaLookup lookup) {
        AvroCodec.Builder<InventoryEvent> codec = AvroCodec.builder(pack, lookup);
        ItemEvents.addTo(codec);
        ReservationEvents.addTo(codec);
        return codec.build();
    }
}
