package dev.headwater.acceptance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators ask: rebuild and verify tables, a stream's events and its state as of then. */
@ExtendWith(RunningPlatform.class)
@Order(11)
class AdminIT {

    private static final Duration JOB_MAX = Duration.ofMinutes(1);
    private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    private final Shop shop;

    AdminIT(Shop shop) {
        this.shop = shop;
    }

    private Api api(String service) {
        return switch (service) {
            case "orders" -> shop.orders();
            case "payments" -> shop.payments();
            default -> shop.inventory();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "orders, order_view",
        "orders, price_list",
        "payments, payment_view",
        "inventory, item_view",
        "inventory, reservation_view"
    })
    void aRebuildNeedsNoBodyAndEndsWithTheSameTable(String service, String projection) {
        Response ended = job(api(service), "/admin/projections/" + projection + "/rebuilds");
        ended.then()
                .body("status", equalTo("SUCCEEDED"))
                .body("checksumBefore", notNullValue())
                .body("checksumAfter", equalTo(ended.<String>path("checksumBefore")));
    }

    @Test
    void allTablesOfAServiceAreRebuiltTogether() {
        Response started = shop.inventory().request().post("/admin/projections/rebuilds");
        started.then()
                .statusCode(202)
                .body("items.projection", hasItems("item_view", "reservation_view"));
        for (String name : List.of("item_view", "reservation_view")) {
            String id = started.path("items.find { it.projection == '%s' }.id".formatted(name));
            Await.until(
                            JOB_MAX,
                            () ->
                                    shop.inventory()
                                            .get(
                                                    "/admin/projections/%s/rebuilds/%s"
                                                            .formatted(name, id)),
                            status -> ENDED.contains(status.<String>path("status")))
                    .then()
                    .body("status", equalTo("SUCCEEDED"));
        }
    }

    @Test
    void oneStreamGoesIntoATableOfItsOwn() {
        String sku = shop.stocked(1);
        String orderId = shop.placed(sku, 1, "tok_ok");
        shop.awaitOrder(orderId, "CONFIRMED");
        String path = "/admin/projections/order_view/side-tables";
        Response accepted =
                shop.orders()
                        .request()
                        .contentType("application/json")
                        .body("{\"into\": \"just_one\", \"stream\": \"order-" + orderId + "\"}")
                        .post(path);
        accepted.then().statusCode(202);
        Await.until(
                        JOB_MAX,
                        () -> shop.orders().get(path + "/" + accepted.<String>path("id")),
                        status -> ENDED.contains(status.<String>path("status")))
                .then()
                .body("status", equalTo("SUCCEEDED"))
                .body("rows", equalTo(1));
        for (String wrong :
                List.of(
                        "{\"into\": \"no name\"}",
                        "{\"into\": \"a\", \"stream\": \"nonsense\"}",
                        "{\"into\": \"a\", \"until\": \"yesterday\"}",
                        "{\"into\": \"a\", \"fromOffset\": 5, \"toOffset\": 5}",
                        "{}")) {
            shop.orders()
                    .request()
                    .contentType("application/json")
                    .body(wrong)
                    .post(path)
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void whatIsNotParkedCannotBePassedOver() {
        String path = "/admin/dead-letters/order_view/order-nobody/skip";
        shop.orders()
                .request()
                .contentType("application/json")
                .body("{\"reason\": \"it never was\"}")
                .post(path)
                .then()
                .statusCode(404);
        shop.orders()
                .request()
                .contentType("application/json")
                .body("{\"reason\": \" \"}")
                .post(path)
                .then()
                .statusCode(400);
        shop.orders().get("/admin/dead-letters/skipped").then().body("items", equalTo(List.of()));
    }

    @Test
    void aVerificationFindsNoDifference() {
        job(shop.orders(), "/admin/projections/order_view/verifications")
                .then()
                .body("status", equalTo("SUCCEEDED"))
                .body("differences", equalTo(List.of()));
    }

    private static Response job(Api api, String path) {
        Response accepted = api.request().post(path);
        accepted.then().statusCode(202);
        return Await.until(
                JOB_MAX,
                () -> api.get(path + "/" + accepted.<String>path("id")),
                status -> ENDED.contains(status.<String>path("status")));
    }

    @Test
    void aStreamIsShownByItsIdAloneAndEntire() {
        String sku = shop.stocked(1);
        String orderId = shop.placed(sku, 1, "tok_ok");
        shop.awaitOrder(orderId, "CONFIRMED");
        for (String name : List.of(orderId, "order-" + orderId)) {
            shop.orders()
                    .get("/admin/streams/" + name)
                    .then()
                    .statusCode(200)
                    .body("streamId", equalTo("order-" + orderId))
                    .body("events.type", equalTo(List.of("OrderPlaced", "OrderConfirmed")));
            Response before = shop.orders().get("/admin/streams/" + name + "?asOf=1");
            assertEquals(List.of("OrderPlaced"), before.<List<String>>path("events.type"));
        }
        shop.inventory()
                .get("/admin/streams/" + sku)
                .then()
                .body("streamId", equalTo("item-" + sku));
        shop.inventory()
                .get("/admin/streams/" + orderId)
                .then()
                .body("streamId", equalTo("reservation-" + orderId));
        shop.orders().get("/admin/streams/" + Shop.fresh("none")).then().statusCode(404);
        shop.orders()
                .get("/admin/streams/a~b")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/streamId"));
    }
}
