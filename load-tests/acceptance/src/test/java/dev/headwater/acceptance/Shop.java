package dev.headwater.acceptance;

import dev.headwater.local.LocalPlatform;
import dev.headwater.local.Ports;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.UUID;

/**
 * What a client does with the platform, in the client's words.
 *
 * @param bootstrapServers of the broker
 * @param registryUrl base URL of the registry
 * @param gatewayUrl base URL of the payment gateway's simulator
 */
record Shop(
        Api orders,
        Api inventory,
        Api payments,
        String bootstrapServers,
        String registryUrl,
        String gatewayUrl) {

    static final Duration SAGA_MAX = Duration.ofSeconds(10);

    /** Problem types are this and a name. */
    static final String PROBLEM = "urn:headwater:problem:";

    static Shop of(LocalPlatform platform) {
        return new Shop(
                Api.of(platform.url("orders-1")),
                Api.of(platform.url("inventory-1")),
                Api.of(platform.url("payments-1")),
                platform.bootstrapServers(),
                platform.registryUrl(),
                platform.url("gateway"));
    }

    /** Of a platform that {@code ./headwater up} started on these ports. */
    static Shop at(Ports ports) {
        String host = "http://127.0.0.1:";
        return new Shop(
                Api.of(host + ports.of("orders")),
                Api.of(host + ports.of("inventory")),
                Api.of(host + ports.of("payments")),
                "127.0.0.1:" + ports.of(Ports.KAFKA),
                host + ports.of(Ports.REGISTRY),
                host + ports.of(Ports.GATEWAY));
    }

    /** An id that nobody used before; it begins with a word for those who read logs. */
    static String fresh(String word) {
        return word + "-" + UUID.randomUUID();
    }

    /** Adds an item at 12.50 EUR with so many pieces in the house. */
    String stocked(int pieces) {
        String sku = fresh("sku");
        addItem(sku, "12.50");
        if (pieces > 0) {
            inventory
                    .command("{\"quantity\": %d}".formatted(pieces))
                    .post("/items/" + sku + "/receipts")
                    .then()
                    .statusCode(200);
        }
        return sku;
    }

    Response addItem(String sku, String price) {
        Response added =
                inventory
                        .command(
                                """
                                {"sku": "%s", "name": "An item", "unitPrice": {"amount": "%s", "currency": "EUR"}}\
                                """
                                        .formatted(sku, price))
                        .post("/items");
        added.then().statusCode(201);
        return added;
    }

    static String order(String customer, String sku, int quantity, String method) {
        return """
        {"customerId": "%s", "lines": [{"sku": "%s", "quantity": %d}], "paymentMethod": "%s"}\
        """
                .formatted(customer, sku, quantity, method);
    }

    /** Places an order once orders knows the prices; until then the key stays usable. */
    Response place(String body) {
        return place(UUID.randomUUID().toString(), body);
    }

    Response place(String key, String body) {
        Response placed =
                Await.until(
                        SAGA_MAX,
                        () -> orders.command(key, body).post("/orders"),
                        answer -> answer.statusCode() != 409);
        placed.then().statusCode(201);
        return placed;
    }

    /** One of many orders at once, each under a key of its own. */
    Exchange placeLightly(String body) {
        Exchange placed = insist(UUID.randomUUID().toString(), body);
        if (placed.status() != 201) {
            throw new AssertionError("not placed: " + placed);
        }
        return placed;
    }

    /** Places an order, again with the same key for as long as the answer says to try again. */
    Exchange insist(String key, String body) {
        return Await.until(
                SAGA_MAX,
                () -> orders.post("/orders", key, body),
                answer -> answer.status() != 503 && !answer.body().contains("unknown-sku"));
    }

    /**
     * @return the order's id
     */
    String placed(String sku, int quantity, String method) {
        return place(order(fresh("customer"), sku, quantity, method)).path("orderId");
    }

    Response awaitOrder(String orderId, String status) {
        return await(orders, "/orders/" + orderId, status);
    }

    Response awaitPayment(String orderId, String status) {
        return await(payments, "/payments/" + orderId, status);
    }

    Response awaitReservation(String orderId, String status) {
        return await(inventory, "/reservations/" + orderId, status);
    }

    private static Response await(Api api, String path, String status) {
        return await(api, path, "status", status, SAGA_MAX);
    }

    /** Asks until a field of the answer is as wanted; 404 until then is an answer too. */
    static Response await(Api api, String path, String field, Object value, Duration atMost) {
        Answer last =
                Await.until(
                        atMost,
                        () -> new Answer(api.get(path)),
                        answer ->
                                answer.response().statusCode() == 200
                                        && value.equals(answer.response().path(field)));
        return last.response();
    }

    /** Shows itself when a wait is over. */
    private record Answer(Response response) {
        @Override
        public String toString() {
            return response.statusCode() + " " + response.asString();
        }
    }

    /** Waits until the item's stock is so, in pieces. */
    void awaitStock(String sku, int onHand, int allocated, int shipped) {
        Await.until(
                SAGA_MAX,
                () -> {
                    Response item = inventory.get("/items/" + sku);
                    return item.statusCode() != 200
                            ? item.asString()
                            : "onHand %d, allocated %d, shipped %d, available %d"
                                    .formatted(
                                            item.<Integer>path("onHand"),
                                            item.<Integer>path("allocated"),
                                            item.<Integer>path("shipped"),
                                            item.<Integer>path("available"));
                },
                "onHand %d, allocated %d, shipped %d, available %d"
                                .formatted(onHand, allocated, shipped, onHand - allocated)
                        ::equals);
    }
}
