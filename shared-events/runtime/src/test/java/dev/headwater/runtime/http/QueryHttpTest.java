package dev.headwater.runtime.http;

import static dev.headwater.runtime.http.HttpCalls.BODY;
import static dev.headwater.runtime.http.HttpCalls.post;
import static dev.headwater.runtime.http.HttpCalls.problem;
import static dev.headwater.runtime.http.HttpCalls.request;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every service promises who reads: tokens, pages, and what a missing database means. */
@QuarkusTest
@TestProfile(HttpProfile.class)
class QueryHttpTest {

    @Inject FakeService service;

    @BeforeEach
    void reset() {
        service.reset();
    }

    @Test
    void aTokenIsHonouredOrRefused() {
        String token = post("k-13", BODY).extract().header("Consistency-Token");
        service.folded(42);
        get(token).statusCode(200);
        service.folded(41);
        problem(get(token), 503, "unavailable").header("Retry-After", "1");
        String other = new ConsistencyToken("orders", FakeService.TOPIC_ID, 2, 41).encode();
        String older = new ConsistencyToken("things", "topic-0", 2, 41).encode();
        String beyond = new ConsistencyToken("things", FakeService.TOPIC_ID, 6, 41).encode();
        for (String bad : new String[] {other, older, beyond, "garbage", "", token + "A"}) {
            problem(get(bad), 400, "invalid-request")
                    .body("errors[0].pointer", equalTo("/Consistency-Token"));
        }
    }

    @Test
    void aListIsReadPageByPage() {
        ValidatableResponse first = request().get("/things?status=A").then().statusCode(200);
        first.body("items", hasSize(50)).body("items[49].thingId", equalTo("49"));
        String next = first.extract().path("next");
        ValidatableResponse second =
                request().get("/things?limit=70&status=A&cursor=" + next).then().statusCode(200);
        second.body("items[0].thingId", equalTo("50"))
                .body("items", hasSize(70))
                .body(containsString("\"next\":null"));
        for (String bad :
                new String[] {
                    "limit=0",
                    "limit=201",
                    "limit=x",
                    "limit=",
                    "limit=1&limit=2",
                    "cursor=abc",
                    "cursor=",
                    "status=B&cursor=" + next
                }) {
            problem(request().get("/things?" + bad).then(), 400, "invalid-request");
        }
    }

    @Test
    void aReadWithoutItsDatabaseIsWorthARetry() {
        problem(request().get("/things/no-database").then(), 503, "unavailable")
                .header("Retry-After", "2");
    }

    @Test
    void thePartitionsAreShown() {
        request()
                .get("/admin/partitions")
                .then()
                .statusCode(200)
                .body("service", equalTo("things"))
                .body("instance", equalTo("things-1"))
                .body("partitions[0].phase", equalTo("LIVE"))
                .body("partitions[0].since", equalTo("1970-01-01T00:00:00Z"));
    }

    private ValidatableResponse get(String token) {
        return request().header("Consistency-Token", token).get("/things/t-1").then();
    }
}
