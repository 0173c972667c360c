package dev.headwater.inventory.projection;

import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.inventory.domain.ItemEvent;
import dev.headwater.inventory.domain.ItemEvent.AllocationRefused;
import dev.headwater.inventory.domain.ItemEvent.AllocationReleased;
import dev.headwater.inventory.domain.ItemEvent.ItemAdded;
import dev.headwater.inventory.domain.ItemEvent.PriceChanged;
import dev.headwater.inventory.domain.ItemEvent.StockAllocated;
import dev.headwater.inventory.domain.ItemEvent.StockReceived;
import dev.headwater.inventory.domain.ItemEvent.StockShipped;
import dev.headwater.inventory.domain.ReservationEvent;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row per item that was added. An item that nobody added has no row, although orders may have
 * asked for it.
 */
public final class ItemViewProjection implements Projection<InventoryEvent, ItemView> {

    @Override
    public ProjectionId id() {
        return new ProjectionId("item_view", 1);
    }

    @Override
    public Set<String> keys(Envelope<InventoryEvent> event) {
        return switch (event.event()) {
            case ItemEvent item -> Set.of(item.sku());
            case ReservationEvent _ -> Set.of();
        };
    }

    @Override
    public @Nullable ItemView fold(
            String key, @Nullable ItemView before, Envelope<InventoryEvent> event) {
        ItemView row =
                switch (event.event()) {
                    case ItemEvent item -> fold(before, item);
                    case ReservationEvent _ -> before;
                };
        if (row != null) {
            row.version = event.version();
        }
        return row;
    }

    private static @Nullable ItemView fold(@Nullable ItemView row, ItemEvent event) {
        if (event instanceof ItemAdded added) {
            return added(added);
        }
        if (row == null) {
            return null;
        }
        switch (event) {
            case ItemAdded _ -> {}
            case PriceChanged changed -> {
                row.unitPriceMinor = changed.unitPrice().minorUnits();
                row.currency = changed.unitPrice().currency();
                row.updatedAt = changed.changedAt();
            }
            case StockReceived received ->
                    move(row, received.quantity(), 0, 0, received.receivedAt());
            case StockAllocated allocated ->
                    move(row, 0, allocated.quantity(), 0, allocated.allocatedAt());
            case AllocationRefused refused -> move(row, 0, 0, 0, refused.refusedAt());
            case AllocationReleased released ->
                    move(row, 0, -released.quantity(), 0, released.releasedAt());
            case StockShipped shipped ->
                    move(
                            row,
                            -shipped.quantity(),
                            -shipped.quantity(),
                            shipped.quantity(),
                            shipped.shippedAt());
        }
        return row;
    }

    private static ItemView added(ItemAdded event) {
        ItemView row = new ItemView();
        row.sku = event.sku();
        row.name = event.name();
        row.unitPriceMinor = event.unitPrice().minorUnits();
        row.currency = event.unitPrice().currency();
        row.updatedAt = event.addedAt();
        return row;
    }

    private static void move(ItemView row, int onHand, int allocated, int shipped, Instant at) {
        row.onHand += onHand;
        row.allocated += allocated;
        row.shipped += shipped;
        row.updatedAt = at;
    }
}
