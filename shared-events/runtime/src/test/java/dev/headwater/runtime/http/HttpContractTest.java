package dev.headwater.runtime.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.Answer;
import dev.headwater.runtime.command.CommandEnvelope;
import dev.headwater.runtime.command.CommandIds;
import dev.headwater.runtime.command.Outcome;
import dev.headwater.runtime.log.StreamId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every service promises over HTTP, on a real server with fakes behind it. */
@QuarkusTest
@TestProfile(HttpProfile.class)
class HttpContractTest {

    private static final String BODY =
            """
            {"customerId":"c-1","lines":[{"sku":"a","quantity":2}],
             "price":{"amount":"12.5","currency":"EUR"}}""";

    @Inject FakeService service;

    @BeforeEach
    void reset() {
        service.reset();
    }

    @Test
    void anAcceptedCommandAnswersTheStoredBytes() {
        ValidatableResponse answer = post("k-1", BODY).statusCode(201);
        CommandEnvelope<?> command = service.last();
        String id = command.stream().id();
        answer.contentType(ContentType.JSON)
                .body(equalTo("{\"thingId\":\"" + id + "\",  \"big\":1.50}"))
                .header("Location", "/things/" + id)
                .header("ETag", "\"1\"")
                .header("Consistency-Token", notNullValue())
                .header("Idempotency-Replayed", nullValue());
        assertEquals(CommandIds.client("POST", "/things", "k-1"), command.id());
        assertEquals(CommandIds.created(command.id()).toString(), id);
        assertEquals(command.id().toString(), command.correlationId());
    }

    @Test
    void aReplayedAnswerSaysSoAndIsTheSame() {
        String first = post("k-2", BODY).extract().asString();
        service.answer(
                command -> {
                    Answer.Decided once = (Answer.Decided) FakeService.accepted(command, 201, 1);
                    return FakeService.decided(once.stream(), once.outcome(), true);
                });
        post("k-2", BODY)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body(equalTo(first));
    }

    @Test
    void bothNotationsOfAKeyAreOneCommand() {
        post("k-3", BODY);
        CommandEnvelope<?> bare = service.last();
        post("\"k-3\"", BODY);
        assertEquals(bare.id(), service.last().id());
    }

    @Test
    void equalBodiesHaveOneFingerprintAndOthersAnother() {
        post("k-4", BODY);
        String first = service.last().fingerprint();
        post(
                "k-4",
                """
                {"price":{"currency":"EUR","amount":"12.50"},
                 "lines":[{"quantity":2,"sku":"a"}],"customerId":"c-1"}""");
        assertEquals(first, service.last().fingerprint());
        post("k-4", BODY.replace("\"quantity\":2", "\"quantity\":3"));
        assertNotEquals(first, service.last().fingerprint());
    }

    @Test
    void aPostWithoutAKeyOrWithABadOneIsRefused() {
        problem(request().body(BODY).post("/things").then(), 400, "idempotency-key");
        problem(post("", BODY), 400, "idempotency-key");
        problem(post("k".repeat(256), BODY), 400, "idempotency-key");
        problem(post("\"open", BODY), 400, "idempotency-key");
        post("k".repeat(255), BODY).statusCode(201);
        assertEquals(1, service.commands());
    }

    @Test
    void aRefusalIsAProblemNamedAfterTheRule() {
        service.answer(command -> FakeService.refused(command, "OUT_OF_STOCK", 409));
        problem(post("k-5", BODY), 409, "out-of-stock")
                .body("title", equalTo("Out of stock"))
                .body("detail", equalTo("there is no SKU x-1"))
                .header("Consistency-Token", notNullValue());
    }

    @Test
    void whatIsRefusedBeforeTheLogIsAProblemToo() {
        problem(post("k-6", BODY.replace("c-1", "unpriced")), 409, "unknown-sku")
                .body("detail", containsString("x-1"));
        assertEquals(0, service.commands());
    }

    @Test
    void aFailedCommandShowsNothingOfItsCause() {
        service.answer(
                command ->
                        FakeService.decided(
                                command.stream(),
                                FakeService.outcome(
                                        command,
                                        Outcome.Kind.FAILED,
                                        "java.lang.Foo",
                                        "NullPointerException",
                                        500,
                                        null,
                                        1),
                                false));
        problem(post("k-7", BODY), 500, "command-failed")
                .body(not(containsString("Exception")))
                .body(not(containsString("java")));
    }

    @Test
    void anUndecidedCommandIsPendingAtItsOwnPlace() {
        service.answer(command -> new Answer.Pending(command.stream(), "0-7"));
        post("k-8", BODY)
                .statusCode(202)
                .header("Location", "/commands/0-7")
                .body("status", equalTo("PENDING"))
                .body("thingId", equalTo(service.last().stream().id()));
    }

    @Test
    void aReusedKeyAndAnUnavailableLogAreProblems() {
        service.answer(_ -> new Answer.KeyReused());
        problem(post("k-9", BODY), 422, "idempotency-key-reused");
        service.answer(_ -> new Answer.Unavailable("no owner", Duration.ofMillis(1200)));
        problem(post("k-9", BODY), 503, "unavailable")
                .header("Retry-After", "2")
                .body("detail", equalTo("no owner"));
    }

    @Test
    void ifMatchTravelsWithTheCommand() {
        service.answer(command -> FakeService.accepted(command, 200, 8));
        String line = "{\"sku\":\"a\",\"quantity\":1}";
        change("\"7\"", line).statusCode(200).header("ETag", "\"8\"");
        assertEquals(7L, service.last().expectedVersion());
        change("*", line).statusCode(200);
        assertEquals(null, service.last().expectedVersion());
        change("\"abc\"", line).statusCode(200);
        assertEquals(-1L, service.last().expectedVersion());
        problem(change("7", line), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("/If-Match"));
        service.answer(c -> FakeService.refused(c, Outcome.STALE_VERSION, 412));
        problem(change("\"6\"", line), 412, "stale-version");
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
    void whatTheServerRefusesIsAProblemToo() {
        problem(request().get("/nothing/here").then(), 404, "not-found");
        problem(request().get("/things/1/nothing").then(), 404, "not-found");
        problem(request().delete("/things/1").then(), 405, "method-not-allowed");
        problem(given().accept("text/csv").get("/things/1").then(), 406, "not-acceptable");
        problem(
                given().contentType("text/plain")
                        .header("Idempotency-Key", "k")
                        .body(BODY)
                        .post("/things")
                        .then(),
                415,
                "unsupported-media-type");
        problem(post("k-12", "\"" + "x".repeat(1_100_000) + "\""), 413, "content-too-large");
        problem(request().get("/things/%20").then(), 400, "invalid-request")
                .body("errors[0].pointer", equalTo("/id"));
    }

    @Test
    void healthAndMetricsNeedNoKeyAndNoBody() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void aDefectShowsAnIdAndNothingElse() {
        problem(request().get("/things/defect").then(), 500, "internal-error")
                .body("detail", matchesPattern(".* [0-9a-f-]{36}"))
                .body(not(containsString("secret")))
                .body(not(containsString("headwater.runtime")));
    }

    @Test
    void aReadWithoutItsDatabaseIsWorthARetry() {
        problem(request().get("/things/no-database").then(), 503, "unavailable")
                .header("Retry-After", "2");
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
    void aCommandTellsWhatBecameOfIt() {
        StreamId stream = StreamId.of("thing", "t-1");
        problem(request().get("/commands/none").then(), 404, "not-found");
        service.find(new Answer.Pending(stream, "0-7"));
        command().body("status", equalTo("PENDING")).body("httpStatus", nullValue());
        post("k-14", BODY);
        CommandEnvelope<?> sent = service.last();
        service.find(FakeService.accepted(sent, 201, 1));
        command()
                .body("status", equalTo("ACCEPTED"))
                .body("httpStatus", equalTo(201))
                .body("body.thingId", equalTo(sent.stream().id()))
                .body("location", equalTo("/things/" + sent.stream().id()));
        service.find(FakeService.refused(sent, "OUT_OF_STOCK", 409));
        command()
                .body("status", equalTo("REFUSED"))
                .body("httpStatus", equalTo(409))
                .body("body.type", equalTo("urn:headwater:problem:out-of-stock"));
    }

    @Test
    void thePartitionsAreShown() {
        request()
                .get("/admin/partitions")
                .then()
                .statusCode(200)
                .body("service", equalTo("things"))
                .body("instance", equalTo("things-1"))
                .body("partitions[0].phase", equalTo("live"))
                .body("partitions[0].since", equalTo("1970-01-01T00:00:00Z"));
    }

    @Test
    void theTraceOfTheCallerGoesOn() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        request()
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .header("Idempotency-Key", "k-15")
                .body(BODY)
                .post("/things")
                .then()
                .statusCode(201);
        String carried = Objects.requireNonNull(service.last().traceparent());
        assertTrue(carried.startsWith("00-" + trace + "-"), carried);
        assertTrue(!carried.contains("00f067aa0ba902b7"), "the server span is the parent");
        post("k-16", BODY);
        assertTrue(
                Objects.requireNonNull(service.last().traceparent())
                        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"));
    }

    @Test
    void theDocumentNamesEveryStatus() {
        ValidatableResponse document =
                given().queryParam("format", "json").get("/q/openapi").then().statusCode(200);
        document.body(
                        "paths.'/things'.post.responses.keySet()",
                        hasItems(
                                "201", "202", "400", "406", "409", "413", "415", "422", "500",
                                "503"))
                .body(
                        "paths.'/things/{id}/changes'.post.responses.keySet()",
                        hasItems("404", "412"))
                .body("paths.'/things/{id}'.get.responses.keySet()", hasItems("200", "404", "503"))
                .body(
                        "paths.'/things'.post.parameters.$ref",
                        hasItem("#/components/parameters/Idempotency-Key"))
                .body(
                        "paths.'/things'.post.responses.'201'.headers.keySet()",
                        hasItems("ETag", "Location", "Consistency-Token"))
                .body("components.schemas.keySet()", hasItems("Problem", "Money", "Command"))
                .body("components.parameters.'Idempotency-Key'.required", is(true))
                .body("info.title", equalTo("Headwater things"));
    }

    @Test
    void readinessNamesItsReasons() {
        request().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        service.unready("events topic is missing", "partition 3 is replaying");
        request()
                .get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(
                        "checks.find{it.name=='ready'}.data.things",
                        equalTo("events topic is missing; partition 3 is replaying"));
    }

    private ValidatableResponse post(String key, String body) {
        return request().header("Idempotency-Key", key).body(body).post("/things").then();
    }

    private ValidatableResponse change(String ifMatch, String body) {
        return request()
                .header("Idempotency-Key", "k")
                .header("If-Match", ifMatch)
                .body(body)
                .post("/things/t-1/changes")
                .then();
    }

    private ValidatableResponse get(String token) {
        return request().header("Consistency-Token", token).get("/things/t-1").then();
    }

    private ValidatableResponse command() {
        return request().get("/commands/0-7").then().statusCode(200);
    }

    private static RequestSpecification request() {
        return given().contentType(ContentType.JSON);
    }

    private static ValidatableResponse problem(
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
