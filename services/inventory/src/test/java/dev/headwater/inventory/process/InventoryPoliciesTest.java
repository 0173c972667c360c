package dev.headwater.inventory.process;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.inventory.codec.InventoryEvents;
import dev.headwater.inventory.codec.OrderFacts;
import dev.headwater.inventory.domain.InventoryEvent;
import dev.headwater.inventory.domain.ItemCommand.AllocateStock;
import dev.headwater.inventory.domain.ItemCommand.ReleaseAllocation;
import dev.headwater.inventory.domain.ItemCommand.ShipAllocation;
import dev.headwater.inventory.domain.ItemEvent.AllocationRefused;
import dev.headwater.inventory.domain.ItemEvent.AllocationReleased;
import dev.headwater.inventory.domain.ItemEvent.StockAllocated;
import dev.headwater.inventory.domain.ItemEvent.StockReceived;
import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.Missing;
import dev.headwater.inventory.domain.Money;
import dev.headwater.inventory.domain.ReservationCommand.CommitReservation;
import dev.headwater.inventory.domain.ReservationCommand.RecordAllocation;
import dev.headwater.inventory.domain.ReservationCommand.RecordRefusal;
import dev.headwater.inventory.domain.ReservationCommand.ReleaseReservation;
import dev.headwater.inventory.domain.ReservationCommand.RequestReservation;
import dev.headwater.inventory.domain.ReservationEvent.LineAllocated;
import dev.headwater.inventory.domain.ReservationEvent.ReservationRequested;
import dev.headwater.inventory.domain.ReservationEvent.StockCommitted;
import dev.headwater.inventory.domain.ReservationEvent.StockReleased;
import dev.headwater.inventory.domain.ReservationEvent.StockReservationFailed;
import dev.headwater.inventory.domain.ReservationEvent.StockReserved;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Policy.Reaction;
import dev.headwater.testkit.ProcessSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryPoliciesTest {

    private static final SchemaPack PACK = SchemaPack.load();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StreamId ORDER = StreamId.of("order", "7f3a");
    private static final StreamId RESERVATION = StreamId.of("reservation", "7f3a");
    private static final StreamId BOOK = StreamId.of("item", "book");
    private static final StreamId PEN = StreamId.of("item", "pen");
    private static final List<Line> LINES = List.of(new Line("book", 2), new Line("pen", 1));

    private final ProcessSpec<OrderFact> orders =
            new ProcessSpec<>(new OrderPolicy(OrderFacts.of(PACK, SchemaLookup.none())));
    private final ProcessSpec<InventoryEvent> stock =
            new ProcessSpec<>(new StockPolicy(InventoryEvents.of(PACK, SchemaLookup.none())));

    @Test
    void aPlacedOrderAsksForAReservation() {
        var given =
                orders.given(ORDER, new OrderFact.Placed("7f3a", LINES, Money.eur(4300), "tok_ok"));
        given.then(
                new Reaction(
                        RESERVATION,
                        new RequestReservation(
                                "7f3a", LINES, Money.eur(4300), "tok_ok", given.at())));
    }

    @Test
    void anOrdersEndCommitsOrReleases() {
        var confirmed = orders.given(ORDER, new OrderFact.Confirmed("7f3a"));
        confirmed.then(new Reaction(RESERVATION, new CommitReservation("7f3a", confirmed.at())));
        var dropped = orders.given(ORDER, new OrderFact.Dropped("7f3a"));
        dropped.then(new Reaction(RESERVATION, new ReleaseReservation("7f3a", dropped.at())));
        orders.given(ORDER, new OrderFact.Other()).thenNothing();
    }

    @Test
    void aReservationAsksOneAllocationPerLine() {
        var given =
                stock.given(
                        RESERVATION,
                        new ReservationRequested("7f3a", LINES, Money.eur(4300), "tok_ok", NOON));
        given.then(
                new Reaction(BOOK, new AllocateStock("book", "7f3a", 2, given.at())),
                new Reaction(PEN, new AllocateStock("pen", "7f3a", 1, given.at())));
    }

    @Test
    void anItemsAnswerGoesToItsReservation() {
        var allocated = stock.given(BOOK, new StockAllocated("book", "7f3a", 2, NOON));
        allocated.then(
                new Reaction(RESERVATION, new RecordAllocation("7f3a", "book", 2, allocated.at())));
        var refused = stock.given(BOOK, new AllocationRefused("book", "7f3a", 2, 1, NOON));
        refused.then(
                new Reaction(RESERVATION, new RecordRefusal("7f3a", "book", 2, 1, refused.at())));
    }

    @Test
    void aFailedReservationReleasesWhatItHolds() {
        var given =
                stock.given(
                        RESERVATION,
                        new StockReservationFailed(
                                "7f3a", List.of(new Missing("pen", 1, 0)), List.of("book"), NOON));
        given.then(new Reaction(BOOK, new ReleaseAllocation("book", "7f3a", given.at())));
    }

    @Test
    void aReleasedReservationReleasesEveryLine() {
        var given = stock.given(RESERVATION, new StockReleased("7f3a", LINES, NOON));
        given.then(
                new Reaction(BOOK, new ReleaseAllocation("book", "7f3a", given.at())),
                new Reaction(PEN, new ReleaseAllocation("pen", "7f3a", given.at())));
    }

    @Test
    void aCommittedReservationShipsEveryLine() {
        var given = stock.given(RESERVATION, new StockCommitted("7f3a", LINES, NOON));
        given.then(
                new Reaction(BOOK, new ShipAllocation("book", "7f3a", 2, given.at())),
                new Reaction(PEN, new ShipAllocation("pen", "7f3a", 1, given.at())));
    }

    @Test
    void whatAsksForNothingIsLeftAlone() {
        stock.given(BOOK, new StockReceived("book", 3, NOON)).thenNothing();
        stock.given(BOOK, new AllocationReleased("book", "7f3a", 2, NOON)).thenNothing();
        stock.given(RESERVATION, new LineAllocated("7f3a", "book", 2, NOON)).thenNothing();
        stock.given(RESERVATION, new StockReserved("7f3a", Money.eur(1), "tok", NOON))
                .thenNothing();
    }
}
