package dev.headwater.inventory.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.inventory.events.AllocationRefused;
import dev.headwater.contracts.inventory.events.AllocationReleased;
import dev.headwater.contracts.inventory.events.AllocationShipped;
import dev.headwater.contracts.inventory.events.ItemAdded;
import dev.headwater.contracts.inventory.events.PriceChanged;
import dev.headwater.contracts.inventory.events.StockAllocated;
import dev.headwater.contracts.inventory.events.StockReceived;
import dev.headwater.contracts.inventory.events.StockShipped;
import dev.headwater.inventory.domain.ItemEvent;
import dev.headwater.inventory.domain.Money;
import dev.headwater.runtime.codec.AvroCodec;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;

/** Wire form of the events of items. */
public final class ItemEvents {

    private ItemEvents() {}

    public static Codec<ItemEvent> of(SchemaPack pack, SchemaLookup lookup) {
        AvroCodec.Builder<ItemEvent> codec = AvroCodec.builder(pack, lookup);
        addTo(codec);
        return codec.build();
    }

    static void addTo(AvroCodec.Builder<? super ItemEvent> codec) {
        codec.map(ItemEvent.ItemAdded.class, ItemAdded.class, ItemEvents::write, ItemEvents::read)
                .map(
                        ItemEvent.PriceChanged.class,
                        PriceChanged.class,
                        ItemEvents::write,
                        ItemEvents::read)
                .map(
                        ItemEvent.StockReceived.class,
                        StockReceived.class,
                        ItemEvents::write,
                        ItemEvents::read)
                .map(
                        ItemEvent.StockAllocated.class,
                        StockAllocated.class,
                        ItemEvents::write,
                        ItemEvents::read)
                .map(
                        ItemEvent.AllocationRefused.class,
                        AllocationRefused.class,
                        ItemEvents::write,
                        ItemEvents::read)
                .map(
                        ItemEvent.AllocationReleased.class,
                        AllocationReleased.class,
                        ItemEvents::write,
                        ItemEvents::read)
                .read(StockShipped.class, ItemEvents::read)
                // Readers of release 1.0.0 know this name only: it is written until they are gone.
                .write(ItemEvent.StockShipped.class, AllocationShipped.class, ItemEvents::write);
    }

    private static ItemAdded write(ItemEvent.ItemAdded event) {
        return new ItemAdded(
                event.sku(),
                event.name(),
                event.unitPrice().minorUnits(),
                event.unitPrice().currency(),
                event.addedAt());
    }

    private static ItemEvent.ItemAdded read(ItemAdded record) {
        return new ItemEvent.ItemAdded(
                record.getSku().toString(),
                record.getName().toString(),
                new Money(record.getUnitPriceMinor(), record.getCurrency().toString()),
                record.getAddedAt());
    }

    private static PriceChanged write(ItemEvent.PriceChanged event) {
        return new PriceChanged(
                event.sku(),
                event.unitPrice().minorUnits(),
                event.unitPrice().currency(),
                event.changedAt());
    }

    private static ItemEvent.PriceChanged read(PriceChanged record) {
        return new ItemEvent.PriceChanged(
                record.getSku().toString(),
                new Money(record.getUnitPriceMinor(), record.getCurrency().toString()),
                record.getChangedAt());
    }

    private static StockReceived write(ItemEvent.StockReceived event) {
        return new StockReceived(event.sku(), event.quantity(), event.receivedAt());
    }

    private static ItemEvent.StockReceived read(StockReceived record) {
        return new ItemEvent.StockReceived(
                record.getSku().toString(), record.getQuantity(), record.getReceivedAt());
    }

    private static StockAllocated write(ItemEvent.StockAllocated event) {
        return new StockAllocated(
                event.sku(), event.orderId(), event.quantity(), event.allocatedAt());
    }

    private static ItemEvent.StockAllocated read(StockAllocated record) {
        return new ItemEvent.StockAllocated(
                record.getSku().toString(),
                record.getOrderId().toString(),
                record.getQuantity(),
                record.getAllocatedAt());
    }

    private static AllocationRefused write(ItemEvent.AllocationRefused event) {
        return new AllocationRefused(
                event.sku(),
                event.orderId(),
                event.quantity(),
                event.available(),
                event.refusedAt());
    }

    private static ItemEvent.AllocationRefused read(AllocationRefused record) {
        return new ItemEvent.AllocationRefused(
                record.getSku().toString(),
                record.getOrderId().toString(),
                record.getQuantity(),
                record.getAvailable(),
                record.getRefusedAt());
    }

    private static AllocationReleased write(ItemEvent.AllocationReleased event) {
        return new AllocationReleased(
                event.sku(), event.orderId(), event.quantity(), event.releasedAt());
    }

    private static ItemEvent.AllocationReleased read(AllocationReleased record) {
        return new ItemEvent.AllocationReleased(
                record.getSku().toString(),
                record.getOrderId().toString(),
                record.getQuantity(),
                record.getReleasedAt());
    }

    private static AllocationShipped write(ItemEvent.StockShipped event) {
        return new AllocationShipped(
                event.sku(), event.orderId(), event.quantity(), event.shippedAt());
    }

    private static ItemEvent.StockShipped read(StockShipped record) {
        return new ItemEvent.StockShipped(
                record.getSku().toString(),
                record.getOrderId().toString(),
                record.getQuantity(),
                record.getShippedAt());
    }
}
