package dev.headwater.acceptance;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists by cursor: everything once, while more is being written. */
@ExtendWith(RunningPlatform.class)
@Order(6)
class PagingIT {

    private static final int ORDERS = 55;
    private static final int LIMIT = 10;

    private final Shop shop;

    PagingIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void pagesHaveNoGapAndNoRepeatWhileOrdersArrive() {
        String sku = shop.stocked(1_000);
        String customer = Shop.fresh("pager");
        Set<String> placed = new HashSet<>();
        for (int i = 0; i < ORDERS; i++) {
            placed.add(place(customer, sku));
        }
        Shop.await(
                shop.orders(),
                "/orders?limit=200&customerId=" + customer,
                "items.size()",
                ORDERS,
                Shop.SAGA_MAX);
        List<String> shown = new ArrayList<>();
        int pages = 0;
        String cursor = null;
        do {
            Response page = page(customer, cursor);
            shown.addAll(page.path("items.orderId"));
            cursor = page.path("next");
            pages++;
            place(customer, sku);
        } while (cursor != null);
        Set<String> distinct = new HashSet<>(shown);
        System.out.printf("paging: %d orders on %d pages of %d%n", shown.size(), pages, LIMIT);
        assertEquals(shown.size(), distinct.size(), "an order was shown twice");
        assertTrue(distinct.containsAll(placed), "an order was left out");
    }

    private String place(String customer, String sku) {
        return shop.place(Shop.order(customer, sku, 1, "tok_ok")).path("orderId");
    }

    private Response page(String customer, @Nullable String cursor) {
        RequestSpecification request =
                shop.orders()
                        .request()
                        .queryParam("customerId", customer)
                        .queryParam("limit", LIMIT);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        Response page = request.get("/orders");
        page.then().statusCode(200);
        return page;
    }

    @Test
    void aCursorBelongsToItsFilters() {
        String sku = shop.stocked(10);
        String customer = Shop.fresh("pager");
        place(customer, sku);
        place(customer, sku);
        Shop.await(
                shop.orders(),
                "/orders?limit=200&customerId=" + customer,
                "items.size()",
                2,
                Shop.SAGA_MAX);
        Response first = shop.orders().get("/orders?limit=1&customerId=" + customer);
        String cursor = Objects.requireNonNull(first.<String>path("next"));
        for (String other : new String[] {"", "&customerId=somebody", "&status=PLACED"}) {
            shop.orders()
                    .request()
                    .queryParam("cursor", cursor)
                    .get("/orders?limit=1" + other)
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", equalTo("/cursor"));
        }
    }

    @Test
    void listsAreNarrowedByStatus() {
        String sku = shop.stocked(1);
        String customer = Shop.fresh("pager");
        String sold = place(customer, sku);
        shop.awaitOrder(sold, "CONFIRMED");
        String refused = place(customer, sku);
        shop.awaitOrder(refused, "REJECTED");
        expectOnly(customer, "CONFIRMED", sold);
        expectOnly(customer, "REJECTED", refused);
        shop.payments().get("/payments?status=CAPTURED&limit=1").then().statusCode(200);
    }

    private void expectOnly(String customer, String status, String orderId) {
        shop.orders()
                .get("/orders?status=" + status + "&customerId=" + customer)
                .then()
                .statusCode(200)
                .body("items.orderId", equalTo(List.of(orderId)));
    }
}
