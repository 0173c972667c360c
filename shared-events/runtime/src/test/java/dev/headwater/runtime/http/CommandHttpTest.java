package dev.headwater.runtime.http;

import static dev.headwater.runtime.http.HttpCalls.BODY;
import static dev.headwater.runtime.http.HttpCalls.post;
import static dev.headwater.runtime.http.HttpCalls.problem;
import static dev.headwater.runtime.http.HttpCalls.request;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headwater.runtime.command.Answer;
import dev.headwater.runtime.command.CommandEnvelope;
import dev.headwater.runtime.command.CommandIds;
import dev.headwater.runtime.command.Outcome;
import dev.headwater.runtime.log.StreamId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every service promises who sends it a command, on a real server with fakes behind it. */
@QuarkusTest
@TestProfile(HttpProfile.class)
class CommandHttpTest {

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

    private ValidatableResponse change(String ifMatch, String body) {
        return request()
                .header("Idempotency-Key", "k")
                .header("If-Match", ifMatch)
                .body(body)
                .post("/things/t-1/changes")
                .then();
    }

    private ValidatableResponse command() {
        return request().get("/commands/0-7").then().statusCode(200);
    }
}
