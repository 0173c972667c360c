package dev.headwater.contracts.upcast;

import dev.headwater.contracts.inventory.events.AllocationShipped;
import dev.headwater.contracts.inventory.events.StockShipped;
import dev.headwater.contracts.orders.commands.PlaceOrder;
import dev.headwater.contracts.orders.events.OrderPlaced;
import dev.headwater.contracts.payments.events.PaymentAuthorized;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Every step there is, oldest first. A step is never removed: the log holds what it is for. */
public final class ReleasedUpcasters {

    private static final Upcasters ALL =
            Upcasters.builder()
                    .step(OrderPlaced.class.getName(), 1, (_, after) -> placedOnTheWeb(after))
                    .step(PlaceOrder.class.getName(), 1, (_, after) -> placedOnTheWeb(after))
                    .step(
                            PaymentAuthorized.class.getName(),
                            1,
                            ReleasedUpcasters::authorizationInTwoParts)
                    // 1.1.0: AllocationShipped is called StockShipped; nothing else changed.
                    .replaced(
                            AllocationShipped.class.getName(),
                            StockShipped.class.getName(),
                            (_, _) -> {})
                    .build();

    private ReleasedUpcasters() {}

    public static Upcasters all() {
        return ALL;
    }

    /** 1.1.0: before there were channels, the web shop was the only one. */
    private static void placedOnTheWeb(GenericRecord after) {
        Schema channel = after.getSchema().getField("salesChannel").schema();
        after.put("salesChannel", new GenericData.EnumSymbol(channel, "WEB"));
    }

    /** 1.1.0: {@code auth-1234} is reference 1234 of the scheme {@code auth}. */
    private static void authorizationInTwoParts(GenericRecord before, GenericRecord after) {
        String authorization = before.get("authorization").toString();
        int dash = authorization.indexOf('-');
        after.put("authorizationScheme", dash < 0 ? "" : authorization.substring(0, dash));
        after.put("authorizationReference", authorization.substring(dash + 1));
    }
}
