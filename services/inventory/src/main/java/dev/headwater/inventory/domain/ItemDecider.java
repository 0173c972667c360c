package dev.headwater.inventory.domain;

import static dev.headwater.inventory.domain.InventoryRejection.ALLOCATION_NOT_HELD;
import static dev.headwater.inventory.domain.InventoryRejection.CURRENCY_MISMATCH;
import static dev.headwater.inventory.domain.InventoryRejection.ITEM_EXISTS;
import static dev.headwater.inventory.domain.InventoryRejection.ITEM_NOT_FOUND;
import static dev.headwater.runtime.decide.Decision.accept;
import static dev.headwater.runtime.decide.Decision.reject;
import static dev.headwater.runtime.decide.Decision.unchanged;

import dev.headwater.inventory.domain.ItemCommand.AddItem;
import dev.headwater.inventory.domain.ItemCommand.AllocateStock;
import dev.headwater.inventory.domain.ItemCommand.ChangePrice;
import dev.headwater.inventory.domain.ItemCommand.ReceiveStock;
import dev.headwater.inventory.domain.ItemCommand.ReleaseAllocation;
import dev.headwater.inventory.domain.ItemCommand.ShipAllocation;
import dev.headwater.inventory.domain.ItemEvent.AllocationRefused;
import dev.headwater.inventory.domain.ItemEvent.AllocationReleased;
import dev.headwater.inventory.domain.ItemEvent.ItemAdded;
import dev.headwater.inventory.domain.ItemEvent.PriceChanged;
import dev.headwater.inventory.domain.ItemEvent.StockAllocated;
import dev.headwater.inventory.domain.ItemEvent.StockReceived;
import dev.headwater.inventory.domain.ItemEvent.StockShipped;
import dev.headwater.inventory.domain.ItemState.Allocation.Ended;
import dev.headwater.inventory.domain.ItemState.Allocation.Held;
import dev.headwater.inventory.domain.ItemState.Product;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;

/**
 * The rules of one stock item. Per order there is one allocation for ever: asked again, it changes
 * nothing; released before it was asked for, it is never made.
 */
public final class ItemDecider implements Decider<ItemCommand, ItemState, ItemEvent> {

    @Override
    public ItemState initialState() {
        return ItemState.INITIAL;
    }

    @Override
    public Decision<ItemEvent> decide(ItemCommand command, ItemState state) {
        return switch (command) {
            case AddItem add -> add(add, state);
            case ReceiveStock receive -> receive(receive, state);
            case ChangePrice change -> changePrice(change, state);
            case AllocateStock allocate -> allocate(allocate, state);
            case ReleaseAllocation release -> release(release, state);
            case ShipAllocation ship -> ship(ship, state);
        };
    }

    @Override
    public ItemState evolve(ItemState state, ItemEvent event) {
        return switch (event) {
            case ItemAdded added -> state.sold(new Product(added.name(), added.unitPrice()));
            case PriceChanged changed ->
                    state.product() instanceof Product product
                            ? state.sold(new Product(product.name(), changed.unitPrice()))
                            : state;
            case StockReceived received -> state.received(received.quantity());
            case StockAllocated allocated ->
                    state.allocated(allocated.orderId(), allocated.quantity());
            case AllocationRefused refused -> state.refused(refused.orderId());
            case AllocationReleased released ->
                    state.released(released.orderId(), released.quantity());
            case StockShipped shipped -> state.shipped(shipped.orderId(), shipped.quantity());
        };
    }

    private static Decision<ItemEvent> add(AddItem command, ItemState state) {
        if (state.product() != null) {
            return reject(ITEM_EXISTS, "item %s exists already".formatted(command.sku()));
        }
        return accept(
                new ItemAdded(command.sku(), command.name(), command.unitPrice(), command.at()));
    }

    private static Decision<ItemEvent> receive(ReceiveStock command, ItemState state) {
        if (state.product() == null) {
            return notFound(command);
        }
        return accept(new StockReceived(command.sku(), command.quantity(), command.at()));
    }

    private static Decision<ItemEvent> changePrice(ChangePrice command, ItemState state) {
        if (!(state.product() instanceof Product product)) {
            return notFound(command);
        }
        String currency = product.unitPrice().currency();
        if (!currency.equals(command.unitPrice().currency())) {
            return reject(
                    CURRENCY_MISMATCH, "item %s is sold in %s".formatted(command.sku(), currency));
        }
        if (product.unitPrice().equals(command.unitPrice())) {
            return unchanged();
        }
        return accept(new PriceChanged(command.sku(), command.unitPrice(), command.at()));
    }

    private static Decision<ItemEvent> allocate(AllocateStock command, ItemState state) {
        if (state.orders().containsKey(command.orderId())) {
            return unchanged();
        }
        if (command.quantity() > state.available()) {
            return accept(
                    new AllocationRefused(
                            command.sku(),
                            command.orderId(),
                            command.quantity(),
                            state.available(),
                            command.at()));
        }
        return accept(
                new StockAllocated(
                        command.sku(), command.orderId(), command.quantity(), command.at()));
    }

    private static Decision<ItemEvent> release(ReleaseAllocation command, ItemState state) {
        return switch (state.orders().get(command.orderId())) {
            case null -> accept(released(command, 0));
            case Held(int quantity) -> accept(released(command, quantity));
            case Ended _ -> unchanged();
        };
    }

    private static Decision<ItemEvent> ship(ShipAllocation command, ItemState state) {
        return switch (state.orders().get(command.orderId())) {
            case Held(int quantity) ->
                    accept(
                            new StockShipped(
                                    command.sku(), command.orderId(), quantity, command.at()));
            case Ended ended when ended == Ended.SHIPPED -> unchanged();
            case Ended _ -> notHeld(command);
            case null -> notHeld(command);
        };
    }

    private static ItemEvent released(ReleaseAllocation command, int quantity) {
        return new AllocationReleased(command.sku(), command.orderId(), quantity, command.at());
    }

    private static Decision<ItemEvent> notHeld(ShipAllocation command) {
        return reject(
                ALLOCATION_NOT_HELD,
                "order %s holds nothing of item %s".formatted(command.orderId(), command.sku()));
    }

    private static Decision<ItemEvent> notFound(ItemCommand command) {
        return reject(ITEM_NOT_FOUND, "there is no item " + command.sku());
    }
}
