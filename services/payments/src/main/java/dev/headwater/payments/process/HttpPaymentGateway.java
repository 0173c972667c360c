package dev.headwater.payments.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.payments.domain.Money;
import dev.headwater.payments.process.PaymentGateway.Authorization;
import dev.headwater.runtime.process.EffectUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

/** The gateway over HTTP, as the simulator speaks it. Thread-safe. */
public final class HttpPaymentGateway implements PaymentGateway, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final URI base;
    private final Duration timeout;

    /**
     * @param base the gateway's root, such as {@code http://localhost:8089}
     * @param timeout longest wait for a connection, and for an answer
     */
    public HttpPaymentGateway(URI base, Duration timeout) {
        this.base = base;
        this.timeout = timeout;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(timeout)
                        .build();
    }

    @Override
    public Authorization authorize(UUID key, String orderId, Money amount, String paymentMethod) {
        ObjectNode body = body(orderId, amount).put("paymentMethod", paymentMethod);
        JsonNode answer = post("authorizations", key, body);
        return switch (answer.path("result").asText()) {
            case "AUTHORIZED" ->
                    new Authorization.Authorized(answer.path("authorization").asText());
            case "DECLINED" -> new Authorization.Declined(answer.path("reason").asText());
            case "VOIDED" -> new Authorization.Voided();
            case String other ->
                    throw new IllegalStateException("the gateway answered '%s'".formatted(other));
        };
    }

    @Override
    public void capture(UUID key, String orderId, Money amount, String authorization) {
        post("captures", key, body(orderId, amount).put("authorization", authorization));
    }

    @Override
    public void release(UUID key, String orderId, UUID authorizationKey, String reason) {
        ObjectNode body =
                JSON.createObjectNode()
                        .put("orderId", orderId)
                        .put("authorizationKey", authorizationKey.toString())
                        .put("reason", reason);
        post("voids", key, body);
    }

    @Override
    public void refund(UUID key, String orderId, String refundId, Money amount) {
        post("refunds", key, body(orderId, amount).put("refundId", refundId));
    }

    private static ObjectNode body(String orderId, Money amount) {
        return JSON.createObjectNode()
                .put("orderId", orderId)
                .put("amountMinor", amount.minorUnits())
                .put("currency", amount.currency());
    }

    private JsonNode post(String path, UUID key, ObjectNode body) {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("/" + path))
                        .timeout(timeout)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key.toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            HttpResponse<String> response =
                    http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer(path, response);
        } catch (IOException e) {
            throw new EffectUnavailableException("the gateway did not answer /" + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EffectUnavailableException("interrupted while calling /" + path, e);
        }
    }

    /** Everything but success and a plain no means: later, with the same key. */
    private static JsonNode answer(String path, HttpResponse<String> response)
            throws JsonProcessingException {
        int status = response.statusCode();
        if (status == 200) {
            return JSON.readTree(response.body());
        }
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            throw new EffectUnavailableException(
                    "the gateway answered %d to /%s".formatted(status, path));
        }
        throw new IllegalStateException(
                "the gateway refused /%s with %d: %s".formatted(path, status, response.body()));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
