package dev.headwater.inventory.process;

import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.inventory.domain.ItemCommand;
import dev.headwater.inventory.domain.ItemCommand.AllocateStock;
import dev.headwater.inventory.domain.ItemCommand.ReleaseAllocation;
import dev.headwater.inventory.domain.ItemCommand.ShipAllocation;
import dev.headwater.inventory.domain.ItemEvent;
import dev.headwater.inventory.domain.ItemEvent.AllocationRefused;
import dev.headwater.inventory.domain.ItemEvent.AllocationReleased;
import dev.headwater.inventory.domain.ItemEvent.ItemAdded;
import dev.headwater.inventory.domain.ItemEvent.PriceChanged;
import dev.headwater.inventory.domain.ItemEvent.StockAllocated;
import dev.headwater.inventory.domain.ItemEvent.StockReceived;
import dev.headwater.inventory.domain.ItemEvent.StockShipped;
import dev.headwater.inventory.domain.ReservationCommand;
import dev.headwater.inventory.domain.ReservationCommand.RecordAllocation;
import dev.headwater.inventory.domain.ReservationCommand.RecordRefusal;
import dev.headwater.inventory.domain.ReservationEvent;
import dev.headwater.inventory.domain.ReservationEvent.LineAllocated;
import dev.headwater.inventory.domain.ReservationEvent.LineRefused;
import dev.headwater.inventory.domain.ReservationEvent.ReservationRequested;
import dev.headwater.inventory.domain.ReservationEvent.StockCommitted;
import dev.headwater.inventory.domain.ReservationEvent.StockReleased;
import dev.headwater.inventory.domain.ReservationEvent.StockReservationFailed;
import dev.headwater.inventory.domain.ReservationEvent.StockReserved;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.Policy.Reaction;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * The talk between reservations and items, which lie in different partitions: a reservation asks
 * one allocation per line, each item answers, and the reservation's end ships or releases.
 */
public record StockPolicy(Codec<InventoryEvent> facts) implements Policy<InventoryEvent> {

    @Override
    public String name() {
        return "inventory-events";
    }

    @Override
    public String source() {
        return "inventory";
    }

    @Override
    public List<Reaction> react(Envelope<InventoryEvent> event) {
        Instant at = event.recordedAt();
        return switch (event.event()) {
            case ReservationEvent reservation -> tellItems(reservation, at);
            case ItemEvent item -> tellReservation(item, at);
        };
    }

    private static List<Reaction> tellItems(ReservationEvent event, Instant at) {
        String orderId = event.orderId();
        return switch (event) {
            case ReservationRequested requested ->
                    each(
                            requested.lines(),
                            line -> new AllocateStock(line.sku(), orderId, line.quantity(), at));
            case StockReservationFailed failed ->
                    each(failed.allocatedSkus(), sku -> new ReleaseAllocation(sku, orderId, at));
            case StockReleased released ->
                    each(released.lines(), line -> new ReleaseAllocation(line.sku(), orderId, at));
            case StockCommitted committed ->
                    each(
                            committed.lines(),
                            line -> new ShipAllocation(line.sku(), orderId, line.quantity(), at));
            case LineAllocated _, LineRefused _, StockReserved _ -> List.of();
        };
    }

    private static List<Reaction> tellReservation(ItemEvent event, Instant at) {
        return switch (event) {
            case StockAllocated allocated ->
                    reservation(
                            new RecordAllocation(
                                    allocated.orderId(),
                                    allocated.sku(),
                                    allocated.quantity(),
                                    at));
            case AllocationRefused refused ->
                    reservation(
                            new RecordRefusal(
                                    refused.orderId(),
                                    refused.sku(),
                                    refused.quantity(),
                                    refused.available(),
                                    at));
            case ItemAdded _, PriceChanged _, StockReceived _ -> List.of();
            case AllocationReleased _, StockShipped _ -> List.of();
        };
    }

    private static <L> List<Reaction> each(List<L> lines, Function<L, ItemCommand> command) {
        return lines.stream()
                .map(command)
                .map(item -> new Reaction(StreamId.of("item", item.sku()), item))
                .toList();
    }

    private static List<Reaction> reservation(ReservationCommand command) {
        return List.of(new Reaction(StreamId.of("reservation", command.orderId()), command));
    }
}
