package dev.headwater.inventory.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.inventory.domain.ItemState.Allocation;
import dev.headwater.inventory.domain.ItemState.Product;
import dev.headwater.inventory.domain.ReservationState.Answer;
import dev.headwater.inventory.domain.ReservationState.Committed;
import dev.headwater.inventory.domain.ReservationState.Failed;
import dev.headwater.inventory.domain.ReservationState.Pending;
import dev.headwater.inventory.domain.ReservationState.Released;
import dev.headwater.inventory.domain.ReservationState.Reserved;
import dev.headwater.inventory.domain.ReservationState.Unknown;
import dev.headwater.runtime.snapshot.StateForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePMap;

class StateFormsTest {

    @Test
    void everyItemComesBackFromASnapshot() {
        StateForm<ItemState> form = StateForm.of(ItemState.class, 1);
        ItemState stocked =
                ItemState.INITIAL
                        .sold(new Product("a lamp", Money.eur(1250)))
                        .received(10)
                        .allocated("o-1", 3)
                        .refused("o-2")
                        .allocated("o-3", 2)
                        .shipped("o-3", 2);
        assertEquals(Allocation.Ended.SHIPPED, stocked.orders().get("o-3"));
        for (ItemState state : List.of(ItemState.INITIAL, stocked)) {
            assertEquals(state, form.decode(form.encode(state)));
        }
    }

    @Test
    void everyReservationComesBackFromASnapshot() {
        StateForm<ReservationState> form = StateForm.of(ReservationState.class, 1);
        List<Line> lines = List.of(new Line("a", 1), new Line("b", 2));
        for (ReservationState state :
                List.of(
                        new Unknown(),
                        new Pending(
                                lines,
                                Money.eur(100),
                                "tok_ok",
                                HashTreePMap.<String, Answer>empty()
                                        .plus("a", new Answer.Allocated())
                                        .plus("b", new Answer.Refused(1))),
                        new Reserved(lines),
                        new Failed(),
                        new Committed(),
                        new Released())) {
            assertEquals(state, form.decode(form.encode(state)));
        }
    }
}
