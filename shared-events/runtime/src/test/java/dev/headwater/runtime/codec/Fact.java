package dev.headwater.runtime.codec;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.orders.events.OrderCancelled;
import dev.headwater.contracts.orders.events.OrderPlaced;
import dev.headwater.contracts.platform.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small family of domain types with their codec, as a service would write them. */
sealed interface Fact {

    record Line(String sku, int quantity, long unitPrice) {}

    record Placed(
            String order, String customer, List<Line> lines, long total, Instant at, Instant until)
            implements Fact {}

    enum Cause {
        CUSTOMER,
        DEADLINE,
        UNKNOWN
    }

    record Cancelled(String order, Cause cause, String reason, Instant at) implements Fact {
        public Cancelled {
            if (order.isEmpty()) {
                throw new IllegalArgumentException("an order has an id");
            }
        }
    }

    record Answered(String command, int status, @Nullable String body) implements Fact {}

    /** Mapped by no codec of the tests. */
    record Unmapped() implements Fact {}

    static AvroCodec<Fact> codec(SchemaLookup lookup) {
        return AvroCodec.<Fact>builder(SchemaPack.load(), lookup)
                .map(Placed.class, OrderPlaced.class, Facts::toAvro, Facts::placed)
                .map(Cancelled.class, OrderCancelled.class, Facts::toAvro, Facts::cancelled)
                .map(Answered.class, Outcome.class, Facts::toAvro, Facts::answered)
                .build();
    }
}
