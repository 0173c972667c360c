package dev.headwater.inventory.domain;

import static dev.headwater.inventory.domain.InventoryRejection.ALLOCATION_NOT_HELD;
import static dev.headwater.inventory.domain.InventoryRejection.CURRENCY_MISMATCH;
import static dev.headwater.inventory.domain.InventoryRejection.ITEM_EXISTS;
import static dev.headwater.inventory.domain.InventoryRejection.ITEM_NOT_FOUND;
import static dev.headwater.inventory.domain.Money.eur;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import dev.headwater.testkit.DeciderSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemDeciderTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ItemEvent ADDED = new ItemAdded("book", "A book", eur(2100), NOON);
    private static final ItemEvent RECEIVED = new StockReceived("book", 3, NOON);
    private static final ItemCommand ALLOCATE = new AllocateStock("book", "7f3a", 2, NOON);
    private static final ItemCommand RELEASE = new ReleaseAllocation("book", "7f3a", NOON);
    private static final ItemCommand SHIP = new ShipAllocation("book", "7f3a", 2, NOON);
    private static final ItemEvent ALLOCATED = new StockAllocated("book", "7f3a", 2, NOON);
    private static final ItemEvent RELEASED = new AllocationReleased("book", "7f3a", 2, NOON);
    private static final ItemEvent TOMBSTONE = new AllocationReleased("book", "7f3a", 0, NOON);
    private static final ItemEvent SHIPPED = new StockShipped("book", "7f3a", 2, NOON);

    private final ItemDecider decider = new ItemDecider();
    private final DeciderSpec<ItemCommand, ItemState, ItemEvent> item = new DeciderSpec<>(decider);

    @Test
    void anItemIsAddedOnce() {
        ItemCommand add = new AddItem("book", "A book", eur(2100), NOON);
        item.given().when(add).then(ADDED);
        item.given(ADDED).when(add).thenRejected(ITEM_EXISTS);
    }

    @Test
    void onlyAKnownItemIsReceivedOrPriced() {
        item.given(ADDED).when(new ReceiveStock("book", 3, NOON)).then(RECEIVED);
        item.given().when(new ReceiveStock("book", 3, NOON)).thenRejected(ITEM_NOT_FOUND);
        item.given().when(new ChangePrice("book", eur(1), NOON)).thenRejected(ITEM_NOT_FOUND);
    }

    @Test
    void aPriceChangesInItsCurrency() {
        item.given(ADDED)
                .when(new ChangePrice("book", eur(2200), NOON))
                .then(new PriceChanged("book", eur(2200), NOON));
        item.given(ADDED).when(new ChangePrice("book", eur(2100), NOON)).thenUnchanged();
        item.given(ADDED)
                .when(new ChangePrice("book", new Money(2200, "USD"), NOON))
                .thenRejected(CURRENCY_MISMATCH);
    }

    @Test
    void anOrderGetsItsPiecesOnce() {
        item.given(ADDED, RECEIVED).when(ALLOCATE).then(ALLOCATED);
        item.given(ADDED, RECEIVED, ALLOCATED).when(ALLOCATE).thenUnchanged();
    }

    @Test
    void whatIsAllocatedIsNotAvailableToOthers() {
        item.given(ADDED, RECEIVED, ALLOCATED)
                .when(new AllocateStock("book", "other", 2, NOON))
                .then(new AllocationRefused("book", "other", 2, 1, NOON));
    }

    @Test
    void aRefusalIsFinalForItsOrder() {
        ItemEvent refused = new AllocationRefused("book", "7f3a", 2, 0, NOON);
        item.given(ADDED, refused, RECEIVED).when(ALLOCATE).thenUnchanged();
        item.given(ADDED, refused, RECEIVED).when(RELEASE).thenUnchanged();
        item.given(ADDED, refused, RECEIVED).when(SHIP).thenRejected(ALLOCATION_NOT_HELD);
    }

    @Test
    void nothingIsAvailableOfAnUnknownItem() {
        ItemEvent refused = new AllocationRefused("book", "7f3a", 2, 0, NOON);
        item.given().when(ALLOCATE).then(refused);
        item.given(refused).when(new AddItem("book", "A book", eur(2100), NOON)).then(ADDED);
    }

    @Test
    void anAllocationIsReleasedOnce() {
        item.given(ADDED, RECEIVED, ALLOCATED).when(RELEASE).then(RELEASED);
        item.given(ADDED, RECEIVED, ALLOCATED, RELEASED).when(RELEASE).thenUnchanged();
        item.given(ADDED, RECEIVED, ALLOCATED, RELEASED).when(ALLOCATE).thenUnchanged();
        item.given(ADDED, RECEIVED, ALLOCATED, RELEASED)
                .when(SHIP)
                .thenRejected(ALLOCATION_NOT_HELD);
    }

    @Test
    void aReleaseBeforeItsAllocationTurnsTheAllocationIntoNothing() {
        item.given(ADDED, RECEIVED).when(RELEASE).then(TOMBSTONE);
        item.given(ADDED, RECEIVED, TOMBSTONE).when(ALLOCATE).thenUnchanged();
        item.given(ADDED, RECEIVED, TOMBSTONE).when(RELEASE).thenUnchanged();
    }

    @Test
    void anAllocationIsShippedOnce() {
        item.given(ADDED, RECEIVED, ALLOCATED).when(SHIP).then(SHIPPED);
        item.given(ADDED, RECEIVED, ALLOCATED, SHIPPED).when(SHIP).thenUnchanged();
        item.given(ADDED, RECEIVED, ALLOCATED, SHIPPED).when(RELEASE).thenUnchanged();
        item.given(ADDED, RECEIVED).when(SHIP).thenRejected(ALLOCATION_NOT_HELD);
    }

    @Test
    void whatWasReceivedIsOnHandOrShipped() {
        ItemState state = decider.initialState();
        for (ItemEvent event : List.of(ADDED, RECEIVED, ALLOCATED, SHIPPED)) {
            state = decider.evolve(state, event);
        }
        assertEquals(1, state.onHand());
        assertEquals(0, state.allocated());
        assertEquals(2, state.shipped());
        assertEquals(1, state.available());
    }
}
