package dev.headwater.runtime.http;

import static dev.headwater.runtime.http.HttpCalls.BODY;
import static dev.headwater.runtime.http.HttpCalls.post;
import static dev.headwater.runtime.http.HttpCalls.problem;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body means exactly what it says, and every rule that it breaks is named. */
@QuarkusTest
@TestProfile(HttpProfile.class)
class RequestBodyHttpTest {

    @Inject FakeService service;

    @BeforeEach
    void reset() {
        service.reset();
    }

    @Test
    void everyBrokenRuleIsNamedByItsPointer() {
        problem(
                        post(
                                "k-10",
                                """
                                {"customerId":"no spaces","lines":[{"sku":"a","quantity":0},
                                 {"sku":null,"quantity":1001}],
                                 "price":{"amount":"1.234","currency":"EUR"}}"""),
                        400,
                        "invalid-request")
                .body(
                        "errors.pointer",
                        is(
                                List.of(
                                        "/customerId",
                                        "/lines/0/quantity",
                                        "/lines/1/quantity",
                                        "/lines/1/sku",
                                        "/price/amount")));
        problem(post("k-10", BODY.replace("12.5", "0.00")), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("/price"));
        problem(post("k-10", BODY.replace("EUR", "EUX")), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("/price/currency"));
        problem(post("k-10", "null"), 400, "invalid-request");
        problem(post("k-10", ""), 400, "invalid-request");
    }

    @Test
    void whoSendsNoBodyIsAskedForOneWhateverItsMediaType() {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
            problem(
                    given().header("Idempotency-Key", "k-13")
                            .contentType(type)
                            .post("/things")
                            .then(),
                    400,
                    "invalid-request");
        }
        problem(given().header("Idempotency-Key", "k-13").post("/things").then(), 400, null);
    }

    @Test
    void aBodyMeansExactlyWhatItSays() {
        problem(post("k-11", BODY.replace("\"sku\"", "\"skew\"")), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("/lines/0/skew"))
                .body("errors[0].detail", containsString("unknown field 'skew'"));
        for (String quantity :
                new String[] {"\"2\"", "2.0", "2.5", "null", "true", "99999999999"}) {
            problem(post("k-11", BODY.replace(":2}", ":" + quantity + "}")), 400, "invalid-request")
                    .body("errors[0].pointer", equalTo("/lines/0/quantity"));
        }
        problem(post("k-11", BODY.replace("\"12.5\"", "12.5")), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("/price/amount"));
        problem(post("k-11", BODY.replace("[{", "{").replace("}]", "}")), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("/lines"));
        problem(post("k-11", BODY + "{}"), 400, null);
        problem(post("k-11", "{\"customerId\":\"a\",\"customerId\":\"b\"}"), 400, null);
        problem(post("k-11", "{\"customerId\":"), 400, "malformed-json");
        problem(post("k-11", "[".repeat(5000)), 400, null);
        problem(post("k-11", "{\"lines\":" + "[".repeat(5000)), 400, null);
        assertEquals(0, service.commands());
    }

    @Test
    void textThatNoTableCanHoldIsRefusedAtTheDoor() {
        for (String bad : new String[] {"a\\u0000b", "\\ud800", "\\udc00\\ud800", "x\\ud83d"}) {
            problem(post("k-17", noted(bad)), 400, "invalid-request")
                    .body("errors[0].pointer", equalTo("/note"))
                    .body("errors[0].detail", containsString("U+0000"));
        }
        problem(post("k-17", noted("a").replace("\"a\"", "7")), 400, "invalid-request")
                .body("errors[0].detail", equalTo("must be a string"));
        assertEquals(0, service.commands());
        post("k-17", noted("caf\u00e9 \\ud83d\\ude00 \ud83d\ude00 \\n")).statusCode(201);
    }

    private static String noted(String note) {
        return BODY.replace("\"price\"", "\"note\":\"" + note + "\",\"price\"");
    }
}
