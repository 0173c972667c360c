package dev.headwater.orders.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.orders.domain.CancelCause;
import dev.headwater.orders.domain.Money;
import dev.headwater.orders.domain.OrderCommand;
import dev.headwater.orders.domain.OrderCommand.ExpireOrder;
import dev.headwater.orders.domain.OrderState;
import dev.headwater.orders.domain.OrderState.Cancelled;
import dev.headwater.orders.domain.OrderState.Confirmed;
import dev.headwater.orders.domain.OrderState.NotPlaced;
import dev.headwater.orders.domain.OrderState.Placed;
import dev.headwater.orders.domain.OrderState.Rejected;
import dev.headwater.orders.domain.OrderState.Terms;
import dev.headwater.orders.domain.RejectReason;
import dev.headwater.runtime.process.Deadlines.Due;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderDeadlinesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Terms TERMS =
            new Terms("7f3a", Money.eur(4200), NOON, NOON.plusSeconds(30));

    private final OrderDeadlines deadlines = new OrderDeadlines();

    @Test
    void onlyAPlacedOrderExpires() {
        Due<OrderCommand> due = deadlines.of(new Placed(TERMS)).orElseThrow();
        assertEquals(NOON.plusSeconds(30), due.at());
        assertEquals(new ExpireOrder("7f3a", NOON.plusSeconds(30)), due.command());
    }

    @Test
    void whatHasEndedDoesNotExpire() {
        List<OrderState> ended =
                List.of(
                        new NotPlaced(),
                        new Confirmed(TERMS),
                        new Rejected(TERMS, RejectReason.OUT_OF_STOCK),
                        new Cancelled(TERMS, CancelCause.CUSTOMER));
        for (OrderState state : ended) {
            assertEquals(Optional.empty(), deadlines.of(state));
        }
    }
}
