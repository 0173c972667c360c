package dev.headwater.inventory.process;

import dev.headwater.inventory.domain.Line;
import dev.headwater.inventory.domain.Money;
import java.util.List;

/** What inventory wants to know of orders' events. */
public sealed interface OrderFact {

    record Placed(String orderId, List<Line> lines, Money total, String paymentMethod)
            implements OrderFact {
        public Placed {
            lines = List.copyOf(lines);
        }
    }

    record Confirmed(String orderId) implements OrderFact {}

    /** Rejected or cancelled: it ended without confirmation. */
    record Dropped(String orderId) implements OrderFact {}

    /** Any other event. */
    record Other() implements OrderFact {}
}
