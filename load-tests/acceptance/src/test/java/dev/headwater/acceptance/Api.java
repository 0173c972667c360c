package dev.headwater.acceptance;

import static io.restassured.RestAssured.given;

import io.restassured.builder.ResponseBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.FilterContext;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * A service over HTTP, every answer held against its contract.
 *
 * @param base URL without a slash at its end
 */
record Api(String base, Contract contract) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(15);
    private static final RestAssuredConfig CONFIG =
            RestAssuredConfig.config()
                    .encoderConfig(
                            EncoderConfig.encoderConfig()
                                    .defaultContentCharset(StandardCharsets.UTF_8)
                                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    static Api of(String base) {
        String document =
                given().baseUri(base)
                        .queryParam("format", "json")
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        return new Api(base, new Contract(OpenApi.parse(document)));
    }

    /** A request without headers of its own. */
    RequestSpecification request() {
        return given().config(CONFIG).baseUri(base).filter(this::checked);
    }

    /** A command under a new key. */
    RequestSpecification command(String body) {
        return command(UUID.randomUUID().toString(), body);
    }

    RequestSpecification command(String key, String body) {
        return request().contentType(ContentType.JSON).header("Idempotency-Key", key).body(body);
    }

    Response get(String path) {
        return request().get(path);
    }

    private Response checked(
            FilterableRequestSpecification request,
            FilterableResponseSpecification response,
            FilterContext context) {
        Response answer = context.next(request, response);
        String body = answer.asString();
        Object sent = request.getBody();
        contract.check(
                new Exchange(
                        request.getMethod(),
                        URI.create(request.getURI()),
                        sent == null ? null : sent.toString(),
                        request.getHeaders()::getValue,
                        answer.statusCode(),
                        answer.getHeaders()::getValue,
                        body));
        return new ResponseBuilder().clone(answer).setBody(body).build();
    }

    /** A command by a client that is light enough for thousands at once. */
    Exchange post(String path, String key, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            Exchange exchange = Exchange.of(request, body, answer);
            contract.check(exchange);
            return exchange;
        } catch (IOException e) {
            throw new UncheckedIOException(base + path + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
