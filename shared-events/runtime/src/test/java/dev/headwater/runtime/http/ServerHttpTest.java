package dev.headwater.runtime.http;

import static dev.headwater.runtime.http.HttpCalls.BODY;
import static dev.headwater.runtime.http.HttpCalls.post;
import static dev.headwater.runtime.http.HttpCalls.problem;
import static dev.headwater.runtime.http.HttpCalls.request;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server answers by itself: what it refuses, health, traces, the document. */
@QuarkusTest
@TestProfile(HttpProfile.class)
class ServerHttpTest {

    @Inject FakeService service;

    @BeforeEach
    void reset() {
        service.reset();
    }

    @Test
    void whatTheServerRefusesIsAProblemToo() {
        problem(request().get("/nothing/here").then(), 404, "not-found");
        problem(request().get("/things/1/nothing").then(), 404, "not-found");
        problem(request().delete("/things/1").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS");
        problem(request().put("/things").then(), 405, "method-not-allowed")
                .header("Allow", "GET, HEAD, OPTIONS, POST");
        problem(request().get("/things/1/changes").then(), 405, "method-not-allowed")
                .header("Allow", "OPTIONS, POST");
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
    void aBodyThatDoesNotSayHowLongItIsMayBeAsLongAsAnyOther() throws Exception {
        HttpResponse<String> fits = postInChunks(BODY + " ".repeat(900_000));
        assertEquals(201, fits.statusCode(), fits.body());
        HttpResponse<String> tooLong = postInChunks(BODY + " ".repeat(1_100_000));
        assertEquals(413, tooLong.statusCode());
        assertEquals(
                "application/problem+json",
                tooLong.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(tooLong.body().contains("urn:headwater:problem:content-too-large"));
        assertEquals(1, service.commands());
    }

    private static HttpResponse<String> postInChunks(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/things");
        try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "k-chunked")
                            .POST(
                                    BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(bytes)))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    @Test
    void aDefectShowsAnIdAndNothingElse() {
        problem(request().get("/things/defect").then(), 500, "internal-error")
                .body("detail", matchesPattern(".* [0-9a-f-]{36}"))
                .body(not(containsString("secret")))
                .body(not(containsString("headwater.runtime")));
    }

    @Test
    void healthAndMetricsNeedNoKeyAndNoBody() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
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
                                "201", "202", "400", "406", "409", "412", "413", "415", "422",
                                "500", "503"))
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
                .body(
                        "paths.'/things'.get.parameters.$ref",
                        hasItem("#/components/parameters/limit"))
                .body(
                        "paths.'/things'.get.responses.'200'.content.'application/json'.schema.$ref",
                        equalTo("#/components/schemas/ThingPage"))
                .body("components.schemas.ThingPage.required", hasItem("items"))
                .body(
                        "paths.'/things/{id}'.get.responses.'200'.content.'application/json'.schema.$ref",
                        equalTo("#/components/schemas/Thing"))
                .body("paths.'/things/{id}'.get.responses.'200'.headers.keySet()", hasItem("ETag"))
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
}
