package dev.headwater.acceptance;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every way in which an order ends, and what that does to stock and money. */
@ExtendWith(RunningPlatform.class)
@Order(2)
class OrderEndingsIT {

    /** The longest deadline that a platform under test has, and some time to notice it. */
    private static final Duration EXPIRED_MAX = Duration.ofSeconds(40);

    private static final int CANCELLATIONS_MAX = 5;

    private static final String REASON = "{\"reason\": \"changed my mind\"}";

    private final Shop shop;

    OrderEndingsIT(Shop shop) {
        this.shop = shop;
    }

    @Test
    void whatIsOutOfStockIsNamedAndTheRestReleased() {
        String there = shop.stocked(5);
        String missing = shop.stocked(1);
        String body =
                """
                {"customerId": "bob", "paymentMethod": "tok_ok", "lines": [
                  {"sku": "%s", "quantity": 2}, {"sku": "%s", "quantity": 3}]}"""
                        .formatted(there, missing);
        String id = shop.place(body).path("orderId");
        shop.awaitOrder(id, "REJECTED")
                .then()
                .body("reason", equalTo("OUT_OF_STOCK"))
                .body("detail", containsString(missing))
                .body("detail", not(containsString(there)));
        shop.awaitStock(there, 5, 0, 0);
        shop.awaitStock(missing, 1, 0, 0);
        shop.orders()
                .get("/orders/" + id + "/history")
                .then()
                .body("items[1].type", equalTo("OrderRejected"))
                .body("items[1].data.missingSkus", equalTo(List.of(missing)));
        shop.awaitPayment(id, "VOIDED").then().body("captured", nullValue());
    }

    @Test
    void aDeclinedPaymentRejectsTheOrder() {
        String sku = shop.stocked(1);
        String id = shop.placed(sku, 1, "tok_declined");
        shop.awaitOrder(id, "REJECTED").then().body("reason", equalTo("PAYMENT_DECLINED"));
        shop.awaitPayment(id, "DECLINED");
        shop.awaitStock(sku, 1, 0, 0);
    }

    @Test
    void aCancellationBeforeTheConfirmationVoidsThePayment() {
        String sku = shop.stocked(2 * CANCELLATIONS_MAX);
        String id = shop.placed(sku, 2, "tok_slow");
        int confirmed = 0;
        while (!cancelledInTime(id)) {
            confirmed++;
            assertTrue(confirmed < CANCELLATIONS_MAX, "each was confirmed before its cancellation");
            id = shop.placed(sku, 2, "tok_slow");
        }
        int shipped = 2 * confirmed;
        shop.awaitOrder(id, "CANCELLED").then().body("reason", equalTo("CUSTOMER"));
        shop.awaitPayment(id, "VOIDED");
        shop.awaitStock(sku, 2 * CANCELLATIONS_MAX - shipped, 0, shipped);
        cancel(id).then().statusCode(200).body("status", equalTo("CANCELLED"));
        shop.orders()
                .get("/orders/" + id + "/history")
                .then()
                .body("items.type", equalTo(List.of("OrderPlaced", "OrderCancelled")));
    }

    /**
     * The payment is under way for 3 s; a machine that is busier than that is given another try.
     */
    private boolean cancelledInTime(String id) {
        Await.until(
                Shop.SAGA_MAX,
                () -> shop.payments().get("/payments/" + id).statusCode(),
                status -> status == 200);
        Response answer = cancel(id);
        if (answer.statusCode() == 409) {
            return false;
        }
        answer.then().statusCode(200).body("status", equalTo("CANCELLED"));
        return true;
    }

    @Test
    void aConfirmedOrderIsNotCancelled() {
        String id = shop.placed(shop.stocked(1), 1, "tok_ok");
        shop.awaitOrder(id, "CONFIRMED");
        cancel(id).then().statusCode(409).body("type", equalTo(Shop.PROBLEM + "order-confirmed"));
        shop.awaitPayment(id, "CAPTURED");
        shop.awaitOrder(id, "CONFIRMED");
    }

    private Response cancel(String id) {
        return shop.orders().command(REASON).post("/orders/" + id + "/cancellation");
    }

    @Test
    void whatWasCapturedIsRefundedAndNoMore() {
        String id = shop.placed(shop.stocked(2), 2, "tok_ok");
        shop.awaitPayment(id, "CAPTURED");
        refund(id, "25.01", "EUR")
                .then()
                .statusCode(409)
                .body("type", equalTo(Shop.PROBLEM + "refund-exceeds-captured"));
        refund(id, "1.00", "USD")
                .then()
                .statusCode(409)
                .body("type", equalTo(Shop.PROBLEM + "currency-mismatch"));
        refund(id, "5.00", "EUR").then().statusCode(201).body("amount.amount", equalTo("5.00"));
        awaitRefunded(id, "5.00").then().body("status", equalTo("CAPTURED"));
        refund(id, "20.00", "EUR").then().statusCode(201);
        awaitRefunded(id, "25.00");
        shop.awaitPayment(id, "REFUNDED").then().body("captured.amount", equalTo("25.00"));
        refund(id, "0.01", "EUR").then().statusCode(409);
        shop.awaitOrder(id, "CONFIRMED");
    }

    private Response refund(String id, String amount, String currency) {
        return shop.payments()
                .command(
                        """
                        {"amount": {"amount": "%s", "currency": "%s"}, "reason": "broken"}"""
                                .formatted(amount, currency))
                .post("/payments/" + id + "/refunds");
    }

    private Response awaitRefunded(String id, String amount) {
        return Shop.await(
                shop.payments(), "/payments/" + id, "refunded.amount", amount, Shop.SAGA_MAX);
    }

    @Test
    void aPaymentThatIsNeverAnsweredIsCancelledByTheDeadline() {
        String sku = shop.stocked(1);
        String id = shop.placed(sku, 1, "tok_timeout");
        Shop.await(shop.orders(), "/orders/" + id, "status", "CANCELLED", EXPIRED_MAX)
                .then()
                .body("reason", equalTo("DEADLINE"));
        shop.awaitStock(sku, 1, 0, 0);
    }

    @Test
    void aGatewayThatFailsTwiceChargesOnce() {
        String sku = shop.stocked(1);
        String id = shop.placed(sku, 1, "tok_flaky");
        shop.awaitOrder(id, "CONFIRMED");
        shop.awaitPayment(id, "CAPTURED").then().body("captured.amount", equalTo("12.50"));
        shop.awaitStock(sku, 0, 0, 1);
    }
}
