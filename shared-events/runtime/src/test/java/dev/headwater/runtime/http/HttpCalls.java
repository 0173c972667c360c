package dev.headwater.runtime.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.jspecify.annotations.Nullable;

/** The requests that the HTTP tests have in common. */
final class HttpCalls {

    static final String BODY =
            """
            {"customerId":"c-1","lines":[{"sku":"a","quantity":2}],
             "price":{"amount":"12.5","currency":"EUR"}}""";

    private HttpCalls() {}

    static RequestSpecification request() {
        return given().contentType(ContentType.JSON);
    }

    static ValidatableResponse post(String key, String body) {
        return request().header("Idempotency-Key", key).body(body).post("/things").then();
    }

    /** A problem of this status and name, whatever its name when that is null. */
    static ValidatableResponse problem(
            ValidatableResponse answer, int status, @Nullable String name) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", not(blankOrNullString()))
                .body(
                        "type",
                        name == null
                                ? startsWith("urn:headwater:problem:")
                                : equalTo("urn:headwater:problem:" + name));
    }
}
