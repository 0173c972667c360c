package dev.headwater.acceptance;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an {@code Idempotency-Key} promises. */
@ExtendWith(RunningPlatform.class)
@Order(3)
class IdempotencyIT {

    private final Shop shop;

    IdempotencyIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void aReplayIsAnsweredWithTheSameBytes() {
        String sku = shop.stocked(1);
        shop.placed(sku, 1, "tok_ok");
        String key = Shop.fresh("key");
        String body = Shop.order("carol", sku, 1, "tok_ok");
        Exchange first = shop.orders().post("/orders", key, body);
        Exchange again = shop.orders().post("/orders", key, body);
        Exchange spaced = shop.orders().post("/orders", key, body.replace(": ", " :  "));
        assertEquals(201, first.status());
        assertEquals(first.answer(), again.answer());
        assertEquals(first.answer(), spaced.answer());
        assertFalse(first.replayed());
        assertTrue(again.replayed() && spaced.replayed());
    }

    @Test
    void aRefusalIsReplayedToo() {
        String key = Shop.fresh("key");
        String path = "/items/" + Shop.fresh("none") + "/receipts";
        Exchange first = shop.inventory().post(path, key, "{\"quantity\": 1}");
        Exchange again = shop.inventory().post(path, key, "{\"quantity\": 1}");
        assertEquals(404, first.status());
        assertEquals(first.answer(), again.answer());
        assertTrue(again.replayed());
    }

    @Test
    void aKeyWithAnotherBodyIsRefused() {
        String sku = shop.stocked(3);
        String key = Shop.fresh("key");
        shop.place(key, Shop.order("carol", sku, 1, "tok_ok"));
        shop.orders()
                .command(key, Shop.order("carol", sku, 2, "tok_ok"))
                .post("/orders")
                .then()
                .statusCode(422)
                .body("type", equalTo(Shop.PROBLEM + "idempotency-key-reused"));
        shop.awaitStock(sku, 2, 0, 1);
    }

    @Test
    void aKeyBelongsToItsPath() {
        String one = shop.stocked(0);
        String other = shop.stocked(0);
        String key = Shop.fresh("key");
        for (String sku : new String[] {one, other}) {
            Exchange received =
                    shop.inventory().post("/items/" + sku + "/receipts", key, "{\"quantity\": 7}");
            assertEquals(200, received.status());
            assertFalse(received.replayed());
        }
    }

    @Test
    void aQuotedKeyIsTheSameAsABareOne() {
        String sku = shop.stocked(0);
        String key = Shop.fresh("key");
        String path = "/items/" + sku + "/receipts";
        Exchange bare = shop.inventory().post(path, key, "{\"quantity\": 7}");
        Exchange quoted = shop.inventory().post(path, '"' + key + '"', "{\"quantity\": 7}");
        assertEquals(bare.answer(), quoted.answer());
        assertTrue(quoted.replayed());
    }

    @Test
    void aCommandWithoutAUsableKeyIsRefused() {
        String body = "{\"quantity\": 1}";
        String path = "/items/" + shop.stocked(0) + "/receipts";
        shop.inventory()
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(400)
                .body("type", equalTo(Shop.PROBLEM + "idempotency-key"));
        for (String key : new String[] {"", "\"\"", "k".repeat(256)}) {
            shop.inventory().command(key, body).post(path).then().statusCode(400);
        }
        shop.inventory().command("k".repeat(255), body).post(path).then().statusCode(200);
    }

    @Test
    void anUnknownSkuIsNamedAndItsKeyStaysUsable() {
        String sku = Shop.fresh("sku");
        String key = Shop.fresh("key");
        String body = Shop.order("dave", sku, 1, "tok_ok");
        shop.orders()
                .command(key, body)
                .post("/orders")
                .then()
                .statusCode(409)
                .body("type", equalTo(Shop.PROBLEM + "unknown-sku"))
                .body("detail", containsString(sku));
        shop.addItem(sku, "3.00");
        Response placed = shop.place(key, body);
        placed.then().body("total.amount", equalTo("3.00"));
        assertNotEquals("true", placed.getHeader("Idempotency-Replayed"));
    }
}
