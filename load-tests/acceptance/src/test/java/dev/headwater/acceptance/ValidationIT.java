package dev.headwater.acceptance;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import java.util.Collections;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that breaks a rule is refused with the place where it does; nothing else is told. */
@ExtendWith(RunningPlatform.class)
@Order(4)
class ValidationIT {

    private static final String GOOD_LINE = "{\"sku\": \"a\", \"quantity\": 1}";

    private final Shop shop;

    ValidationIT(Shop shop) {
        this.shop = shop;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"sku": "a", "quantity": 0}                   | /lines/0/quantity
                    {"sku": "a", "quantity": 1001}                | /lines/0/quantity
                    {"sku": "a", "quantity": -1}                  | /lines/0/quantity
                    {"sku": "a", "quantity": "1"}                 | /lines/0/quantity
                    {"sku": "a", "quantity": 1.5}                 | /lines/0/quantity
                    {"sku": "a", "quantity": 99999999999999}      | /lines/0/quantity
                    {"sku": "a", "quantity": null}                | /lines/0/quantity
                    {"sku": "a"}                                  | /lines/0/quantity
                    {"sku": "a b", "quantity": 1}                 | /lines/0/sku
                    {"sku": "", "quantity": 1}                    | /lines/0/sku
                    {"sku": 7, "quantity": 1}                     | /lines/0/sku
                    {"quantity": 1}                               | /lines/0/sku
                    {"sku": "a", "quantity": 1, "colour": "red"}  | /lines/0/colour
                    null                                          | /lines/0
                    {"sku": "a", "quantity": 1}, {"sku": "a", "quantity": 2} | /lines
                    """)
    void aLineThatBreaksARuleIsPointedAt(String lines, String pointer) {
        expectRefused(
                "{\"customerId\": \"c\", \"paymentMethod\": \"tok_ok\", \"lines\": [%s]}"
                        .formatted(lines),
                pointer);
    }

    @Test
    void everyFieldThatBreaksARuleIsNamedAtOnce() {
        shop.orders()
                .command("{}")
                .post("/orders")
                .then()
                .statusCode(400)
                .body("type", equalTo(Shop.PROBLEM + "invalid-request"))
                .body("errors.pointer", hasItems("/customerId", "/lines", "/paymentMethod"));
    }

    @Test
    void anOrderIsBoundedInItsFields() {
        String good = "{\"customerId\": \"%s\", \"paymentMethod\": \"%s\", \"lines\": [%s]}";
        String many =
                String.join(
                        ",",
                        java.util.stream.IntStream.rangeClosed(1, 101)
                                .mapToObj(i -> GOOD_LINE.replace("\"a\"", "\"a" + i + "\""))
                                .toList());
        expectRefused(good.formatted("c", "tok_ok", ""), "/lines");
        expectRefused(good.formatted("c", "tok_ok", many), "/lines");
        expectRefused(good.formatted("c".repeat(65), "tok_ok", GOOD_LINE), "/customerId");
        expectRefused(good.formatted("c", "to k", GOOD_LINE), "/paymentMethod");
        expectRefused(
                good.formatted("c", "tok_ok", GOOD_LINE).replace("}]}", "}], \"coupon\": 1}"),
                "/coupon");
    }

    private void expectRefused(String body, String pointer) {
        shop.orders()
                .command(body)
                .post("/orders")
                .then()
                .statusCode(400)
                .body("type", equalTo(Shop.PROBLEM + "invalid-request"))
                .body("errors.pointer", hasItem(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"customerId\": \"c\",}", "{} {}"})
    void whatIsNoOrderAtAllIsRefused(String body) {
        shop.orders()
                .command(body)
                .post("/orders")
                .then()
                .statusCode(400)
                .body("detail", not(containsString("dev.headwater")))
                .body("detail", not(containsString("jackson")));
    }

    @ParameterizedTest
    @CsvSource({
        "12.505, EUR, /unitPrice/amount",
        "0, EUR, /unitPrice",
        "-1.00, EUR, /unitPrice/amount",
        "1e3, EUR, /unitPrice/amount",
        "abc, EUR, /unitPrice/amount",
        "1.00, euro, /unitPrice/currency",
        "1.00, XYZ, /unitPrice/currency"
    })
    void moneyThatIsNoneIsPointedAt(String amount, String currency, String pointer) {
        shop.inventory()
                .command(
                        """
                        {"sku": "%s", "name": "n", "unitPrice": {"amount": "%s", "currency": "%s"}}"""
                                .formatted(Shop.fresh("sku"), amount, currency))
                .post("/items")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void receiptsAndNamesAreBounded() {
        String path = "/items/" + shop.stocked(0) + "/receipts";
        for (String quantity : new String[] {"0", "10000001", "-5", "null"}) {
            shop.inventory()
                    .command("{\"quantity\": %s}".formatted(quantity))
                    .post(path)
                    .then()
                    .statusCode(400)
                    .body("errors.pointer", equalTo(Collections.singletonList("/quantity")));
        }
        shop.inventory().command("{\"quantity\": 10000000}").post(path).then().statusCode(200);
        shop.inventory()
                .command(
                        """
                        {"sku": "%s", "name": " ", "unitPrice": {"amount": "1.00", "currency": "EUR"}}"""
                                .formatted(Shop.fresh("sku")))
                .post("/items")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/name"));
    }

    @Test
    void anItemIsAddedOnce() {
        String sku = shop.stocked(0);
        shop.inventory()
                .command(
                        """
                        {"sku": "%s", "name": "n", "unitPrice": {"amount": "1.00", "currency": "EUR"}}"""
                                .formatted(sku))
                .post("/items")
                .then()
                .statusCode(409)
                .body("type", equalTo(Shop.PROBLEM + "item-exists"));
    }
}
