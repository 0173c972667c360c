package dev.headwater.acceptance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From an item on the shelf to a paid order, and every way to look at it. */
@ExtendWith(RunningPlatform.class)
@Tag("containers")
@Order(1)
class OrderSagaIT {

    private final Shop shop;

    OrderSagaIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void anItemIsAddedAndReceived() {
        String sku = Shop.fresh("sku");
        shop.addItem(sku, "12.50")
                .then()
                .header("Location", startsWith("/items/" + sku))
                .header("ETag", "\"1\"")
                .header("Consistency-Token", notNullValue())
                .header("Idempotency-Replayed", nullValue())
                .body("sku", equalTo(sku))
                .body("unitPrice.amount", equalTo("12.50"))
                .body("unitPrice.currency", equalTo("EUR"))
                .body("available", equalTo(0));
        shop.inventory()
                .command("{\"quantity\": 10}")
                .post("/items/" + sku + "/receipts")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("onHand", equalTo(10))
                .body("available", equalTo(10));
        shop.inventory()
                .command("{\"unitPrice\": {\"amount\": \"13.00\", \"currency\": \"EUR\"}}")
                .post("/items/" + sku + "/prices")
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("unitPrice.amount", equalTo("13.00"));
    }

    @Test
    void anOrderIsReservedPaidConfirmedAndShipped() {
        String sku = shop.stocked(10);
        Response placed = shop.place(Shop.order("alice", sku, 2, "tok_ok"));
        String id = placed.path("orderId");
        placed.then()
                .header("Location", "/orders/" + id)
                .header("ETag", "\"1\"")
                .header("Consistency-Token", notNullValue())
                .body("status", equalTo("PLACED"))
                .body("total.amount", equalTo("25.00"))
                .body("total.currency", equalTo("EUR"));
        shop.awaitOrder(id, "CONFIRMED")
                .then()
                .header("ETag", "\"2\"")
                .body("customerId", equalTo("alice"))
                .body("lines", hasSize(1))
                .body("lines[0].sku", equalTo(sku))
                .body("lines[0].quantity", equalTo(2));
        shop.awaitPayment(id, "CAPTURED").then().body("captured.amount", equalTo("25.00"));
        shop.awaitStock(sku, 8, 0, 2);
        shop.inventory().get("/reservations/" + id).then().statusCode(200);
        shop.inventory().get("/items?limit=200").then().statusCode(200);
    }

    @Test
    void historyTellsEveryVersionAndTheOrderAsOfEach() {
        String id = shop.placed(shop.stocked(1), 1, "tok_ok");
        shop.awaitOrder(id, "CONFIRMED");
        String path = "/orders/" + id;
        Response history = shop.orders().get(path + "/history");
        history.then()
                .statusCode(200)
                .body("items.version", equalTo(List.of(1, 2)))
                .body("items.type", equalTo(List.of("OrderPlaced", "OrderConfirmed")))
                .body("next", nullValue());
        Response first = shop.orders().get(path + "/history?limit=1");
        first.then().body("items.version", equalTo(List.of(1))).body("next", notNullValue());
        shop.orders()
                .request()
                .queryParam("limit", 1)
                .queryParam("cursor", first.<String>path("next"))
                .get(path + "/history")
                .then()
                .body("items.version", equalTo(List.of(2)))
                .body("next", nullValue());

        Instant placedAt = Instant.parse(history.path("items[0].at"));
        expectAsOf(path, "1", "PLACED");
        expectAsOf(path, "2", "CONFIRMED");
        expectAsOf(path, placedAt.toString(), "PLACED");
        expectAsOf(path, Instant.now().plusSeconds(1).toString(), "CONFIRMED");
        asOf(path, placedAt.minusMillis(1).toString()).then().statusCode(404);
        asOf(path, "yesterday").then().statusCode(400).body("errors[0].pointer", equalTo("/asOf"));
        asOf(path, "0").then().statusCode(400);
    }

    private Response asOf(String path, String moment) {
        return shop.orders().request().queryParam("asOf", moment).get(path);
    }

    private void expectAsOf(String path, String moment, String status) {
        asOf(path, moment).then().statusCode(200).body("status", equalTo(status));
    }

    @Test
    void aStaleIfMatchIsRefusedAndChangesNothing() {
        String sku = shop.stocked(5);
        String receipts = "/items/" + sku + "/receipts";
        String one = "{\"quantity\": 1}";
        Api inventory = shop.inventory();
        inventory.command(one).header("If-Match", "\"1\"").post(receipts).then().statusCode(412);
        inventory.command(one).header("If-Match", "two").post(receipts).then().statusCode(400);
        inventory
                .command(one)
                .header("If-Match", "\"2\"")
                .post(receipts)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("onHand", equalTo(6));
    }

    @Test
    void aReadWithTheTokenOfAWriteAlwaysSeesIt() {
        String sku = shop.stocked(100);
        shop.placed(sku, 1, "tok_ok");
        int reads = 30;
        for (int i = 0; i < reads; i++) {
            Response placed = shop.place(Shop.order("reader", sku, 1, "tok_ok"));
            shop.orders()
                    .request()
                    .header("Consistency-Token", placed.getHeader("Consistency-Token"))
                    .get(placed.getHeader("Location"))
                    .then()
                    .statusCode(200)
                    .body("orderId", equalTo(placed.<String>path("orderId")));
        }
        System.out.printf("read your writes: %d of %d reads at once saw the order%n", reads, reads);
    }

    @Test
    void aTokenOfAnotherServiceIsRefused() {
        String id = shop.placed(shop.stocked(1), 1, "tok_ok");
        String foreign = shop.addItem(Shop.fresh("sku"), "1.00").getHeader("Consistency-Token");
        for (String token : new String[] {foreign, "nonsense", ""}) {
            shop.orders()
                    .request()
                    .header("Consistency-Token", token)
                    .get("/orders/" + id)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/Consistency-Token"));
        }
    }
}
