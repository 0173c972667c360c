package dev.headwater.acceptance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every path: what is missing, not taken, not understood; and the admin paths. */
@ExtendWith(RunningPlatform.class)
@Order(5)
class HttpRulesIT {

    private static final int PARTITIONS = 6;

    private final Shop shop;

    HttpRulesIT(Shop shop) {
        this.shop = shop;
    }

    private List<Api> services() {
        return List.of(shop.orders(), shop.inventory(), shop.payments());
    }

    @Test
    void whatIsNotThereIs404() {
        String none = Shop.fresh("none");
        for (String path : List.of("/orders/" + none, "/orders/" + none + "/history")) {
            missing(shop.orders().get(path).then(), "order-not-found");
        }
        missing(shop.orders().get("/orders/" + none + "?asOf=1").then(), "order-not-found");
        missing(
                shop.orders()
                        .command("{\"reason\": \"r\"}")
                        .post("/orders/" + none + "/cancellation")
                        .then(),
                "order-not-found");
        missing(shop.inventory().get("/items/" + none).then(), "item-not-found");
        missing(shop.inventory().get("/reservations/" + none).then(), "reservation-not-found");
        missing(shop.payments().get("/payments/" + none).then(), "payment-not-found");
        for (Api service : services()) {
            missing(service.get("/nothing/here").then(), "not-found");
            missing(service.get("/commands/" + none).then(), "not-found");
        }
    }

    private static void missing(ValidatableResponse answer, String type) {
        answer.statusCode(404).body("type", equalTo(Shop.PROBLEM + type));
    }

    @Test
    void anIdThatCannotBeOneIsRefused() {
        shop.orders().get("/orders/" + "x".repeat(65)).then().statusCode(400);
        shop.inventory().get("/items/a~b").then().statusCode(400);
    }

    @Test
    void methodsAndMediaTypesThatAreNotTakenAreRefused() {
        shop.orders().request().delete("/orders").then().statusCode(405);
        shop.orders().request().put("/orders/1").then().statusCode(405);
        shop.orders()
                .request()
                .header("Idempotency-Key", Shop.fresh("key"))
                .contentType("text/plain")
                .body("an order, please")
                .post("/orders")
                .then()
                .statusCode(415);
        shop.orders().request().accept("text/html").get("/orders").then().statusCode(406);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=-1", "limit=ten", "cursor=nonsense"})
    void pagesAreBounded(String query) {
        String pointer = "/" + query.substring(0, query.indexOf('='));
        shop.orders()
                .get("/orders?" + query)
                .then()
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of(pointer)));
        shop.inventory().get("/items?" + query).then().statusCode(400);
        shop.payments().get("/payments?" + query).then().statusCode(400);
    }

    @Test
    void anUnknownStatusIsRefused() {
        for (String status : List.of("placed", "LOST", "")) {
            shop.orders().get("/orders?status=" + status).then().statusCode(400);
            shop.payments().get("/payments?status=" + status).then().statusCode(400);
        }
        shop.orders().get("/orders?customerId=a~b").then().statusCode(400);
    }

    @Test
    void everyPartitionIsLiveAndOwned() {
        for (Api service : services()) {
            service.get("/admin/partitions")
                    .then()
                    .statusCode(200)
                    .body("partitions", hasSize(PARTITIONS))
                    .body("partitions.partition", equalTo(List.of(0, 1, 2, 3, 4, 5)))
                    .body("partitions.phase", everyItem(is("LIVE")));
        }
    }

    @ParameterizedTest
    @CsvSource({"orders, order_view, price_list", "inventory, item_view, reservation_view"})
    void projectionsTellWhereTheyAre(String service, String one, String other) {
        Api api = service.equals("orders") ? shop.orders() : shop.inventory();
        api.get("/admin/projections")
                .then()
                .statusCode(200)
                .body("items.name", hasItems(one, other));
    }

    @Test
    void healthAndMetricsAreServed() {
        for (Api service : services()) {
            for (String path : List.of("/q/health/live", "/q/health/ready", "/q/health/started")) {
                io.restassured.RestAssured.get(service.base() + path)
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("UP"));
            }
            io.restassured.RestAssured.get(service.base() + "/q/metrics").then().statusCode(200);
        }
    }
}
