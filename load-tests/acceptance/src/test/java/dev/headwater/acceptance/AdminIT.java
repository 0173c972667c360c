package dev.headwater.acceptance;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
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
