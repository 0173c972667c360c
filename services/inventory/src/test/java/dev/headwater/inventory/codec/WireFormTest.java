package dev.headwater.inventory.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.inventory.domain.ItemCommand.AddItem;
import dev.headwater.inventory.domain.ItemCommand.AllocateStock;
import dev.headwater.inventory.domain.ItemCommand.ChangePrice;
import dev.headwater.inventory.domain.ItemCommand.ReceiveStock;
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
import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.Missing;
import dev.headwater.inventory.domain.Money;
import dev.headwater.inventory.domain.ReservationCommand.CommitReservation;
import dev.headwater.inventory.domain.ReservationCommand.RecordAllocation;
import dev.headwater.inventory.domain.ReservationCommand.RecordRefusal;
import dev.headwater.inventory.domain.ReservationCommand.ReleaseReservation;
import dev.headwater.inventory.domain.ReservationCommand.RequestReservation;
import dev.headwater.inventory.domain.ReservationEvent;
import dev.headwater.inventory.domain.ReservationEvent.LineAllocated;
import dev.headwater.inventory.domain.ReservationEvent.LineRefused;
import dev.headwater.inventory.domain.ReservationEvent.ReservationRequested;
import dev.headwater.inventory.domain.ReservationEvent.StockCommitted;
import dev.headwater.inventory.domain.ReservationEvent.StockReleased;
import dev.headwater.inventory.domain.ReservationEvent.StockReservationFailed;
import dev.headwater.inventory.domain.ReservationEvent.StockReserved;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireFormTest {

    private static final SchemaPack PACK = SchemaPack.load();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Line> LINES = List.of(new Line("book", 2), new Line("pen", 1));
    private static final List<ItemEvent> ITEM_EVENTS =
            List.of(
                    new ItemAdded("book", "A book", Money.eur(2100), NOON),
                    new PriceChanged("book", Money.eur(2200), NOON),
                    new StockReceived("book", 3, NOON),
                    new StockAllocated("book", "7f3a", 2, NOON),
                    new AllocationRefused("book", "7f3a", 2, 1, NOON),
                    new AllocationReleased("book", "7f3a", 2, NOON),
                    new StockShipped("book", "7f3a", 2, NOON));
    private static final List<ReservationEvent> RESERVATION_EVENTS =
            List.of(
                    new ReservationRequested("7f3a", LINES, Money.eur(4300), "tok_ok", NOON),
                    new LineAllocated("7f3a", "book", 2, NOON),
                    new LineRefused("7f3a", "pen", 1, 0, NOON),
                    new StockReserved("7f3a", Money.eur(4300), "tok_ok", NOON),
                    new StockReservationFailed(
                            "7f3a", List.of(new Missing("pen", 1, 0)), List.of("book"), NOON),
                    new StockCommitted("7f3a", LINES, NOON),
                    new StockReleased("7f3a", List.of(), NOON));

    @Test
    void everyEventIsReadAsItWasWritten() {
        survive(ItemEvents.of(PACK, SchemaLookup.none()), ITEM_EVENTS);
        survive(ReservationEvents.of(PACK, SchemaLookup.none()), RESERVATION_EVENTS);
    }

    @Test
    void aReaderOfTheWholeTopicReadsBothKinds() {
        Codec<InventoryEvent> all = InventoryEvents.of(PACK, SchemaLookup.none());
        survive(all, List.copyOf(ITEM_EVENTS));
        survive(all, List.copyOf(RESERVATION_EVENTS));
    }

    @Test
    void everyCommandIsReadAsItWasWritten() {
        survive(
                ItemCommands.of(PACK, SchemaLookup.none()),
                List.of(
                        new AddItem("book", "A book", Money.eur(2100), NOON),
                        new ReceiveStock("book", 3, NOON),
                        new ChangePrice("book", Money.eur(2200), NOON),
                        new AllocateStock("book", "7f3a", 2, NOON),
                        new ReleaseAllocation("book", "7f3a", NOON),
                        new ShipAllocation("book", "7f3a", 2, NOON)));
        survive(
                ReservationCommands.of(PACK, SchemaLookup.none()),
                List.of(
                        new RequestReservation("7f3a", LINES, Money.eur(4300), "tok_ok", NOON),
                        new RecordAllocation("7f3a", "book", 2, NOON),
                        new RecordRefusal("7f3a", "pen", 1, 0, NOON),
                        new CommitReservation("7f3a", NOON),
                        new ReleaseReservation("7f3a", NOON)));
    }

    private static <T> void survive(Codec<T> codec, List<T> values) {
        for (T value : values) {
            assertEquals(value, codec.decode(codec.encode(value)));
            String type =
                    value instanceof StockShipped
                            ? "AllocationShipped"
                            : value.getClass().getSimpleName();
            assertEquals(type, codec.typeOf(value));
        }
    }
}
