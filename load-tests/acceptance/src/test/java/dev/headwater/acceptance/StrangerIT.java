package dev.headwater.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Somebody with no code of ours reads the events: all decode, and their headers say what they are.
 */
@ExtendWith(RunningPlatform.class)
@Tag("containers")
@Order(10)
class StrangerIT {

    private final Shop shop;

    StrangerIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void everyEventDecodesThroughTheRegistry() {
        String confirmed = shop.placed(shop.stocked(1), 1, "tok_ok");
        shop.awaitOrder(confirmed, "CONFIRMED");
        shop.awaitPayment(confirmed, "CAPTURED");
        Topics topics = new Topics(shop);
        for (String topic : List.of("orders.events", "inventory.events", "payments.events")) {
            Map<String, Integer> types = new TreeMap<>();
            Map<String, Long> versions = new HashMap<>();
            for (Topics.Event event : topics.read(topic)) {
                types.merge(event.type(), 1, Integer::sum);
                long version = Long.parseLong(event.header("stream-version"));
                assertEquals(versions.getOrDefault(event.key(), 0L) + 1, version, event.key());
                versions.put(event.key(), version);
            }
            System.out.printf("stranger: %s, %d streams, %s%n", topic, versions.size(), types);
            if (topic.equals("orders.events")) {
                assertEquals(2L, versions.get("order-" + confirmed));
                assertTrue(types.keySet().containsAll(List.of("OrderPlaced", "OrderConfirmed")));
            }
        }
        System.out.printf("stranger: %d schemas from the registry%n", topics.schemas());
    }
}
