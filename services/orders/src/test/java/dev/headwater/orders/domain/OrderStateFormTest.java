package dev.headwater.orders.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.orders.domain.OrderState.Cancelled;
import dev.headwater.orders.domain.OrderState.Confirmed;
import dev.headwater.orders.domain.OrderState.NotPlaced;
import dev.headwater.orders.domain.OrderState.Placed;
import dev.headwater.orders.domain.OrderState.Rejected;
import dev.headwater.orders.domain.OrderState.Terms;
import dev.headwater.runtime.snapshot.StateForm;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderStateFormTest {

    @Test
    void everyStateComesBackFromASnapshot() {
        StateForm<OrderState> form = StateForm.of(OrderState.class, 1);
        Instant at = Instant.parse("2026-01-01T00:00:00.123Z");
        Terms terms = new Terms("o-1", Money.eur(1250), at, at.plusSeconds(30));
        for (OrderState state :
                List.of(
                        new NotPlaced(),
                        new Placed(terms),
                        new Confirmed(terms),
                        new Rejected(terms, List.of(RejectReason.values()).getFirst()),
                        new Cancelled(terms, List.of(CancelCause.values()).getFirst()))) {
            assertEquals(state, form.decode(form.encode(state)));
        }
    }
}
