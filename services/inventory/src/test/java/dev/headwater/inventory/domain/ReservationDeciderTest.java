package dev.headwater.inventory.domain;

import static dev.headwater.inventory.domain.InventoryRejection.LINE_NOT_RESERVED;
import static dev.headwater.inventory.domain.InventoryRejection.RESERVATION_NOT_RESERVED;
import static dev.headwater.inventory.domain.Money.eur;

import dev.headwater.inventory.domain.ReservationCommand.CommitReservation;
import dev.headwater.inventory.domain.ReservationCommand.RecordAllocation;
import dev.headwater.inventory.domain.ReservationCommand.RecordRefusal;
import dev.headwater.inventory.domain.ReservationCommand.ReleaseReservation;
import dev.headwater.inventory.domain.ReservationCommand.RequestReservation;
import dev.headwater.inventory.domain.ReservationEvent.LineAllocated;
import dev.headwater.inventory.domain.ReservationEvent.LineRefused;
import dev.headwater.inventory.domain.ReservationEvent.ReservationRequested;
import dev.headwater.inventory.domain.ReservationEvent.StockCommitted;
import dev.headwater.inventory.domain.ReservationEvent.StockReleased;
import dev.headwater.inventory.domain.ReservationEvent.StockReservationFailed;
import dev.headwater.inventory.domain.ReservationEvent.StockReserved;
import dev.headwater.testkit.DeciderSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservationDeciderTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<Line> LINES = List.of(new Line("book", 2), new Line("pen", 1));

    private static final ReservationCommand REQUEST =
            new RequestReservation("7f3a", LINES, eur(4300), "tok_ok", NOON);
    private static final ReservationCommand BOOK_OK = new RecordAllocation("7f3a", "book", 2, NOON);
    private static final ReservationCommand PEN_OK = new RecordAllocation("7f3a", "pen", 1, NOON);
    private static final ReservationCommand PEN_OUT = new RecordRefusal("7f3a", "pen", 1, 0, NOON);
    private static final ReservationCommand COMMIT = new CommitReservation("7f3a", NOON);
    private static final ReservationCommand RELEASE = new ReleaseReservation("7f3a", NOON);

    private static final ReservationEvent REQUESTED =
            new ReservationRequested("7f3a", LINES, eur(4300), "tok_ok", NOON);
    private static final ReservationEvent BOOK = new LineAllocated("7f3a", "book", 2, NOON);
    private static final ReservationEvent PEN = new LineAllocated("7f3a", "pen", 1, NOON);
    private static final ReservationEvent NO_PEN = new LineRefused("7f3a", "pen", 1, 0, NOON);
    private static final ReservationEvent RESERVED =
            new StockReserved("7f3a", eur(4300), "tok_ok", NOON);
    private static final ReservationEvent FAILED =
            new StockReservationFailed(
                    "7f3a", List.of(new Missing("pen", 1, 0)), List.of("book"), NOON);
    private static final ReservationEvent COMMITTED = new StockCommitted("7f3a", LINES, NOON);
    private static final ReservationEvent RELEASED = new StockReleased("7f3a", LINES, NOON);
    private static final ReservationEvent TOMBSTONE = new StockReleased("7f3a", List.of(), NOON);

    private final DeciderSpec<ReservationCommand, ReservationState, ReservationEvent> reservation =
            new DeciderSpec<>(new ReservationDecider());

    @Test
    void aReservationIsRequestedOnce() {
        reservation.given().when(REQUEST).then(REQUESTED);
        reservation.given(REQUESTED).when(REQUEST).thenUnchanged();
    }

    @Test
    void theLastAllocationReservesTheStock() {
        reservation.given(REQUESTED).when(BOOK_OK).then(BOOK);
        reservation.given(REQUESTED, BOOK).when(BOOK_OK).thenUnchanged();
        reservation.given(REQUESTED, BOOK).when(PEN_OK).then(PEN, RESERVED);
        reservation.given(REQUESTED, BOOK, PEN, RESERVED).when(PEN_OK).thenUnchanged();
    }

    @Test
    void oneRefusalFailsTheReservationOnceAllHaveAnswered() {
        reservation.given(REQUESTED).when(PEN_OUT).then(NO_PEN);
        reservation.given(REQUESTED, NO_PEN).when(BOOK_OK).then(BOOK, FAILED);
        reservation.given(REQUESTED, BOOK).when(PEN_OUT).then(NO_PEN, FAILED);
        reservation.given(REQUESTED, BOOK, NO_PEN, FAILED).when(PEN_OUT).thenUnchanged();
    }

    @Test
    void everyMissingLineIsNamed() {
        reservation
                .given(REQUESTED, NO_PEN)
                .when(new RecordRefusal("7f3a", "book", 2, 1, NOON))
                .then(
                        new LineRefused("7f3a", "book", 2, 1, NOON),
                        new StockReservationFailed(
                                "7f3a",
                                List.of(new Missing("book", 2, 1), new Missing("pen", 1, 0)),
                                List.of(),
                                NOON));
    }

    @Test
    void aConfirmedOrderCommitsItsLinesOnce() {
        reservation.given(REQUESTED, BOOK, PEN, RESERVED).when(COMMIT).then(COMMITTED);
        reservation.given(REQUESTED, BOOK, PEN, RESERVED, COMMITTED).when(COMMIT).thenUnchanged();
        reservation.given(REQUESTED, BOOK, PEN, RESERVED, COMMITTED).when(RELEASE).thenUnchanged();
    }

    @Test
    void onlyWhatIsReservedIsCommitted() {
        reservation.given().when(COMMIT).thenRejected(RESERVATION_NOT_RESERVED);
        reservation.given(REQUESTED).when(COMMIT).thenRejected(RESERVATION_NOT_RESERVED);
        reservation.given(REQUESTED, RELEASED).when(COMMIT).thenRejected(RESERVATION_NOT_RESERVED);
    }

    @Test
    void aReservedOrderIsReleasedOnce() {
        reservation.given(REQUESTED, BOOK, PEN, RESERVED).when(RELEASE).then(RELEASED);
        reservation.given(REQUESTED, BOOK, PEN, RESERVED, RELEASED).when(RELEASE).thenUnchanged();
    }

    @Test
    void aReleaseWhileLinesAreOpenReleasesThemAllAndLaterAnswersAddNothing() {
        reservation.given(REQUESTED, BOOK).when(RELEASE).then(RELEASED);
        reservation.given(REQUESTED, BOOK, RELEASED).when(PEN_OK).thenUnchanged();
        reservation.given(REQUESTED, BOOK, RELEASED).when(PEN_OUT).thenUnchanged();
    }

    @Test
    void aReleaseBeforeTheRequestTurnsTheRequestIntoNothing() {
        reservation.given().when(RELEASE).then(TOMBSTONE);
        reservation.given(TOMBSTONE).when(REQUEST).thenUnchanged();
        reservation.given(TOMBSTONE).when(RELEASE).thenUnchanged();
    }

    @Test
    void aFailedReservationIsNotReleasedAgain() {
        reservation.given(REQUESTED, BOOK, NO_PEN, FAILED).when(RELEASE).thenUnchanged();
    }

    @Test
    void aLineThatWasNeverAskedForIsRefused() {
        reservation.given().when(BOOK_OK).thenRejected(LINE_NOT_RESERVED);
        reservation
                .given(REQUESTED)
                .when(new RecordAllocation("7f3a", "ink", 1, NOON))
                .thenRejected(LINE_NOT_RESERVED);
    }
}
