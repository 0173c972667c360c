package dev.headwater.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformState;
import dev.headwater.local.client.ServiceClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a customer and a warehouse do, as HTTP calls that survive a service's crash. */
final class Shop {

    private static final Duration PRICES_KNOWN_WITHIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ServiceClient orders;
    private final ServiceClient payments;
    private final ServiceClient inventory;

    Shop(PlatformState state) {
        orders = ServiceClient.of(state, "orders");
        payments = ServiceClient.of(state, "payments");
        inventory = ServiceClient.of(state, "inventory");
    }

    ServiceClient orders() {
        return orders;
    }

    /** Calls that were repeated because nobody answered. */
    int repeats() {
        return orders.repeats() + payments.repeats() + inventory.repeats();
    }

    void stock(String sku, String name, String price, int quantity) {
        Map<String, Object> item =
                Map.of(
                        "sku", sku,
                        "name", name,
                        "unitPrice", Map.of("amount", price, "currency", "EUR"));
        expect(inventory.post("/items", key(), item), "add the item " + sku, 201, 202);
        if (quantity > 0) {
            expect(
                    inventory.post(
                            "/items/" + sku + "/receipts", key(), Map.of("quantity", quantity)),
                    "receive " + sku,
                    200,
                    202);
        }
    }

    /**
     * Places an order; waits while orders has not heard of the price yet, which costs nothing:
     * nothing is logged and the key stays unused.
     *
     * @return its id
     */
    String place(String customer, Map<String, Integer> lines, String paymentMethod) {
        Map<String, Object> body =
                Map.of(
                        "customerId",
                        customer,
                        "lines",
                        lines.entrySet().stream()
                                .map(
                                        line ->
                                                Map.of(
                                                        "sku",
                                                        line.getKey(),
                                                        "quantity",
                                                        line.getValue()))
                                .toList(),
                        "paymentMethod",
                        paymentMethod);
        String key = key();
        long deadline = System.nanoTime() + PRICES_KNOWN_WITHIN.toNanos();
        ServiceClient.Reply reply = orders.post("/orders", key, body);
        while (reply.status() == 409
                && reply.problem().equals("unknown-sku")
                && System.nanoTime() - deadline < 0) {
            pause();
            reply = orders.post("/orders", key, body);
        }
        expect(reply, "place an order", 201, 202);
        return reply.body().path("orderId").asText();
    }

    /** True when the order was cancelled, false when it was confirmed before. */
    boolean cancel(String orderId) {
        ServiceClient.Reply reply =
                orders.post(
                        "/orders/" + orderId + "/cancellation",
                        key(),
                        Map.of("reason", "changed my mind"));
        if (reply.status() == 409) {
            return false;
        }
        expect(reply, "cancel order " + orderId, List.of(200, 201, 202));
        return true;
    }

    /** Status of the order's reservation, empty while there is none. */
    String reservation(String orderId) {
        ServiceClient.Reply reply = inventory.get("/reservations/" + orderId);
        return reply.status() == 200 ? reply.body().path("status").asText("") : "";
    }

    /** Status of the order's payment, empty while there is none. */
    String payment(String orderId) {
        ServiceClient.Reply reply = payments.get("/payments/" + orderId);
        return reply.status() == 200 ? reply.body().path("status").asText("") : "";
    }

    JsonNode order(String orderId) {
        return orders.get("/orders/" + orderId).body();
    }

    JsonNode item(String sku) {
        ServiceClient.Reply reply = inventory.get("/items/" + sku);
        expect(reply, "look at " + sku, 200);
        return reply.body();
    }

    private static void expect(ServiceClient.Reply reply, String what, Integer... good) {
        expect(reply, what, List.of(good));
    }

    private static void expect(ServiceClient.Reply reply, String what, List<Integer> good) {
        if (!good.contains(reply.status())) {
            throw new PlatformException("Cannot " + what + ": " + reply.describe());
        }
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }
}
