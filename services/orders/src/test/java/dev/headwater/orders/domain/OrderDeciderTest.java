package dev.headwater.orders.domain;

import static dev.headwater.orders.domain.Money.eur;
import static dev.headwater.orders.domain.OrderRejection.AMOUNT_MISMATCH;
import static dev.headwater.orders.domain.OrderRejection.ORDER_CONFIRMED;
import static dev.headwater.orders.domain.OrderRejection.ORDER_NOT_FOUND;
import static dev.headwater.orders.domain.OrderRejection.ORDER_REJECTED;

import dev.headwater.orders.domain.OrderCommand.CancelOrder;
import dev.headwater.orders.domain.OrderCommand.ConfirmOrder;
import dev.headwater.orders.domain.OrderCommand.ExpireOrder;
import dev.headwater.orders.domain.OrderCommand.PlaceOrder;
import dev.headwater.orders.domain.OrderCommand.RejectOrder;
import dev.headwater.orders.domain.OrderEvent.OrderCancelled;
import dev.headwater.orders.domain.OrderEvent.OrderConfirmed;
import dev.headwater.orders.domain.OrderEvent.OrderPlaced;
import dev.headwater.orders.domain.OrderEvent.OrderRejected;
import dev.headwater.testkit.DeciderSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class OrderDeciderTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant DUE = NOON.plusSeconds(30);
    private static final List<OrderLine> LINES = List.of(new OrderLine("book", 2, 2100));

    private static final PlaceOrder PLACE =
            new PlaceOrder("7f3a", "ada", LINES, eur(4200), "tok_ok", NOON, DUE);
    private static final ConfirmOrder CONFIRM = new ConfirmOrder("7f3a", eur(4200), NOON);
    private static final RejectOrder REJECT =
            new RejectOrder("7f3a", RejectReason.OUT_OF_STOCK, "book", List.of("book"), NOON);
    private static final CancelOrder CANCEL = new CancelOrder("7f3a", "changed my mind", NOON);
    private static final ExpireOrder EXPIRE = new ExpireOrder("7f3a", DUE);

    private static final OrderEvent PLACED =
            new OrderPlaced("7f3a", "ada", LINES, eur(4200), "tok_ok", NOON, DUE);
    private static final OrderEvent CONFIRMED = new OrderConfirmed("7f3a", eur(4200), NOON);
    private static final OrderEvent REJECTED =
            new OrderRejected("7f3a", RejectReason.OUT_OF_STOCK, "book", List.of("book"), NOON);
    private static final OrderEvent CANCELLED =
            new OrderCancelled("7f3a", CancelCause.CUSTOMER, "changed my mind", NOON);
    private static final OrderEvent EXPIRED =
            new OrderCancelled("7f3a", CancelCause.DEADLINE, "not confirmed in time", DUE);

    @SuppressWarnings("UnusedVariable") // named by @FieldSource below
    private static final List<OrderEvent> ENDS = List.of(CONFIRMED, REJECTED, CANCELLED, EXPIRED);

    private final DeciderSpec<OrderCommand, OrderState, OrderEvent> order =
            new DeciderSpec<>(new OrderDecider());

    @Test
    void anOrderIsPlacedWithItsDeadline() {
        order.given().when(PLACE).then(PLACED);
    }

    @Test
    void placingTwiceChangesNothing() {
        order.given(PLACED).when(PLACE).thenUnchanged();
    }

    @Test
    void anAuthorizedPaymentConfirms() {
        order.given(PLACED).when(CONFIRM).then(CONFIRMED);
    }

    @Test
    void anotherAmountThanTheTotalDoesNotConfirm() {
        order.given(PLACED)
                .when(new ConfirmOrder("7f3a", eur(4199), NOON))
                .thenRejected(AMOUNT_MISMATCH);
    }

    @Test
    void missingStockRejects() {
        order.given(PLACED).when(REJECT).then(REJECTED);
    }

    @Test
    void aCustomerCancelsBeforeConfirmation() {
        order.given(PLACED).when(CANCEL).then(CANCELLED);
    }

    @Test
    void theDeadlineCancelsWhatHangs() {
        order.given(PLACED).when(EXPIRE).then(EXPIRED);
    }

    @Test
    void aConfirmedOrderIsNotCancelled() {
        order.given(PLACED, CONFIRMED).when(CANCEL).thenRejected(ORDER_CONFIRMED);
    }

    @Test
    void aRejectedOrderIsNotCancelled() {
        order.given(PLACED, REJECTED).when(CANCEL).thenRejected(ORDER_REJECTED);
    }

    @Test
    void aSecondCancellationChangesNothing() {
        order.given(PLACED, CANCELLED).when(CANCEL).thenUnchanged();
        order.given(PLACED, EXPIRED).when(CANCEL).thenUnchanged();
    }

    @Test
    void nothingHappensToAnOrderThatWasNeverPlaced() {
        order.given().when(CANCEL).thenRejected(ORDER_NOT_FOUND);
        order.given().when(CONFIRM).thenRejected(ORDER_NOT_FOUND);
        order.given().when(REJECT).thenRejected(ORDER_NOT_FOUND);
        order.given().when(EXPIRE).thenRejected(ORDER_NOT_FOUND);
    }

    @ParameterizedTest
    @FieldSource("ENDS")
    void whatComesAfterTheEndChangesNothing(OrderEvent end) {
        for (OrderCommand late : List.of(PLACE, CONFIRM, REJECT, EXPIRE)) {
            order.given(PLACED, end).when(late).thenUnchanged();
        }
    }
}
