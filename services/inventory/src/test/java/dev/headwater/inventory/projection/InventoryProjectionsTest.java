package dev.headwater.inventory.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.inventory.domain.ItemEvent.AllocationRefused;
import dev.headwater.inventory.domain.ItemEvent.AllocationReleased;
import dev.headwater.inventory.domain.ItemEvent.ItemAdded;
import dev.headwater.inventory.domain.ItemEvent.PriceChanged;
import dev.headwater.inventory.domain.ItemEvent.StockAllocated;
import dev.headwater.inventory.domain.ItemEvent.StockReceived;
import dev.headwater.inventory.domain.ItemEvent.StockShipped;
import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.Money;
import dev.headwater.inventory.domain.ReservationEvent.LineAllocated;
import dev.headwater.inventory.domain.ReservationEvent.LineRefused;
import dev.headwater.inventory.domain.ReservationEvent.ReservationRequested;
import dev.headwater.inventory.domain.ReservationEvent.StockCommitted;
import dev.headwater.inventory.domain.ReservationEvent.StockReleased;
import dev.headwater.inventory.domain.ReservationEvent.StockReservationFailed;
import dev.headwater.inventory.domain.ReservationEvent.StockReserved;
import dev.headwater.inventory.projection.ReservationLines.LineStatus;
import dev.headwater.inventory.projection.ReservationLines.ReservationLine;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.testkit.ProjectionSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryProjectionsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StreamId ITEM = StreamId.of("item", "book");
    private static final StreamId RESERVATION = StreamId.of("reservation", "7f3a");
    private static final InventoryEvent ADDED =
            new ItemAdded("book", "A book", Money.eur(2100), NOON);
    private static final InventoryEvent RECEIVED = new StockReceived("book", 5, NOON);
    private static final InventoryEvent ALLOCATED = new StockAllocated("book", "7f3a", 2, NOON);
    private static final InventoryEvent REQUESTED =
            new ReservationRequested(
                    "7f3a",
                    List.of(new Line("book", 2), new Line("pen", 1)),
                    Money.eur(4300),
                    "tok_ok",
                    NOON);

    private final ProjectionSpec<InventoryEvent, ItemView> items =
            new ProjectionSpec<>(new ItemViewProjection(), "inventory");
    private final ProjectionSpec<InventoryEvent, ReservationView> reservations =
            new ProjectionSpec<>(new ReservationViewProjection(), "inventory");

    @Test
    void anItemShowsItsStock() {
        ItemView row = items.given(ITEM, ADDED, RECEIVED, ALLOCATED).row();
        assertEquals("A book", row.name);
        assertEquals(2100, row.unitPriceMinor);
        assertStock(row, 5, 2, 0, 3);
        assertEquals(3, row.version);
    }

    @Test
    void aShipmentLeavesTheHouse() {
        assertStock(
                items.given(
                                ITEM,
                                ADDED,
                                RECEIVED,
                                ALLOCATED,
                                new StockShipped("book", "7f3a", 2, NOON))
                        .row(),
                3,
                0,
                2,
                3);
    }

    @Test
    void aReleaseMakesPiecesAvailable() {
        assertStock(
                items.given(
                                ITEM,
                                ADDED,
                                RECEIVED,
                                ALLOCATED,
                                new AllocationReleased("book", "7f3a", 2, NOON))
                        .row(),
                5,
                0,
                0,
                5);
    }

    @Test
    void aPriceChangeShows() {
        ItemView row =
                items.given(ITEM, ADDED, new PriceChanged("book", Money.eur(2200), NOON)).row();
        assertEquals(2200, row.unitPriceMinor);
    }

    @Test
    void anItemThatNobodyAddedIsNoRowUntilSomebodyDoes() {
        InventoryEvent refused = new AllocationRefused("book", "7f3a", 2, 0, NOON);
        items.given(ITEM, refused).thenNoRow();
        assertEquals(2, items.given(ITEM, refused, ADDED).row().version);
    }

    @Test
    void eachKindOfStreamIsAnotherTables() {
        items.given(RESERVATION, REQUESTED).thenNoRow();
        reservations.given(ITEM, ADDED).thenNoRow();
    }

    @Test
    void aReservationShowsTheAnswerToEachLine() {
        ReservationView row =
                reservations
                        .given(
                                RESERVATION,
                                REQUESTED,
                                new LineAllocated("7f3a", "book", 2, NOON),
                                new LineRefused("7f3a", "pen", 1, 0, NOON))
                        .row();
        assertEquals(ReservationStatus.REQUESTED, row.status);
        assertEquals(
                List.of(
                        new ReservationLine("book", 2, LineStatus.ALLOCATED, null),
                        new ReservationLine("pen", 1, LineStatus.REFUSED, 0L)),
                ReservationLines.parse(row.lines));
    }

    @Test
    void aReservationShowsItsEnd() {
        List<Line> lines = List.of(new Line("book", 2), new Line("pen", 1));
        ends(ReservationStatus.RESERVED, new StockReserved("7f3a", Money.eur(1), "tok", NOON));
        ends(
                ReservationStatus.FAILED,
                new StockReservationFailed("7f3a", List.of(), List.of(), NOON));
        ends(ReservationStatus.COMMITTED, new StockCommitted("7f3a", lines, NOON));
        ends(ReservationStatus.RELEASED, new StockReleased("7f3a", lines, NOON));
    }

    @Test
    void aReleaseBeforeTheRequestIsARowWithoutLines() {
        ReservationView row =
                reservations.given(RESERVATION, new StockReleased("7f3a", List.of(), NOON)).row();
        assertEquals(ReservationStatus.RELEASED, row.status);
        assertEquals("[]", row.lines);
    }

    private void ends(ReservationStatus status, InventoryEvent end) {
        assertEquals(status, reservations.given(RESERVATION, REQUESTED, end).row().status);
    }

    private static void assertStock(
            ItemView row, long onHand, long allocated, long shipped, long available) {
        assertEquals(onHand, row.onHand);
        assertEquals(allocated, row.allocated);
        assertEquals(shipped, row.shipped);
        assertEquals(available, row.available());
    }
}
