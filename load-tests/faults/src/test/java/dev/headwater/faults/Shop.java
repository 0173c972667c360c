package dev.headwater.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.broker.Wait;
import dev.headwater.local.client.ServiceClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Items in stock, and what clients can see of orders. */
final class Shop {

    private static final int PIECES = 1_000_000;
    private static final int FEW = 20;

    private final ServiceClient orders;
    private final ServiceClient inventory;
    private final List<String> skus = new ArrayList<>();

    /** Adds three items of which there is plenty and one of which there is not. */
    Shop(Sites sites) {
        orders = new ServiceClient("orders", sites.urls("orders"));
        inventory = new ServiceClient("inventory", sites.urls("inventory"));
        for (int quantity : List.of(PIECES, PIECES, PIECES, FEW)) {
            skus.add(stocked(quantity));
        }
        skus.forEach(this::awaitPrice);
    }

    private String stocked(int quantity) {
        String sku = "sku-" + UUID.randomUUID();
        Map<String, Object> price = Map.of("amount", "12.50", "currency", "EUR");
        expect(201, post("/items", Map.of("sku", sku, "name", "An item", "unitPrice", price)));
        expect(200, post("/items/" + sku + "/receipts", Map.of("quantity", quantity)));
        return sku;
    }

    private ServiceClient.Reply post(String path, Map<String, Object> body) {
        return inventory.post(path, UUID.randomUUID().toString(), body);
    }

    /** Orders learns prices by events: until then it sells nothing under the SKU. */
    private void awaitPrice(String sku) {
        Map<String, Object> body =
                Map.of(
                        "customerId",
                        "first",
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", 1)),
                        "paymentMethod",
                        "tok_ok");
        String key = UUID.randomUUID().toString();
        Wait.until("a price of " + sku, () -> orders.post("/orders", key, body).status() == 201);
    }

    private static void expect(int status, ServiceClient.Reply reply) {
        if (reply.status() != status) {
            throw new AssertionError(reply.describe());
        }
    }

    String sku(int number) {
        return skus.get(number % skus.size());
    }

    /** All orders of a customer, by id, as {@code GET /orders} pages through them. */
    Map<String, JsonNode> ordersOf(String customerId) {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        String path = "/orders?limit=200&customerId=" + customerId;
        String next = path;
        while (!next.isEmpty()) {
            ServiceClient.Reply page = orders.get(next);
            expect(200, page);
            page.body()
                    .path("items")
                    .forEach(each -> found.put(each.path("orderId").asText(), each));
            String cursor = page.body().path("next").asText("");
            next = cursor.isEmpty() || cursor.equals("null") ? "" : path + "&cursor=" + cursor;
        }
        return found;
    }

    static String money(JsonNode money) {
        return money.path("amount").asText() + " " + money.path("currency").asText();
    }
}
