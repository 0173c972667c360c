package dev.headwater.payments.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.payments.domain.Money;
import dev.headwater.payments.process.PaymentGateway.Authorization;
import dev.headwater.runtime.process.EffectUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, against a server that answers what the test says. */
class HttpPaymentGatewayTest {

    private static final UUID KEY = UUID.fromString("11111111-1111-5111-8111-111111111111");
    private static final Money DUE = Money.eur(4200);

    private HttpServer server;
    private HttpPaymentGateway gateway;
    private volatile int status = 200;
    private volatile String answer = "{}";
    private volatile String request = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        gateway = new HttpPaymentGateway(base, Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            request =
                    "%s %s %s"
                            .formatted(
                                    exchange.getRequestURI(),
                                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                                    body);
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void anAuthorizationIsAskedForUnderItsKey() {
        answer = "{\"result\":\"AUTHORIZED\",\"authorization\":\"auth-1\"}";
        assertEquals(
                new Authorization.Authorized("auth-1"),
                gateway.authorize(KEY, "7f3a", DUE, "tok_ok"));
        assertEquals(
                "/authorizations "
                        + KEY
                        + " {\"orderId\":\"7f3a\",\"amountMinor\":4200,\"currency\":\"EUR\","
                        + "\"paymentMethod\":\"tok_ok\"}",
                request);
    }

    @Test
    void everyAnswerToAnAuthorizationIsUnderstood() {
        answer = "{\"result\":\"DECLINED\",\"reason\":\"no\"}";
        assertEquals(
                new Authorization.Declined("no"), gateway.authorize(KEY, "7f3a", DUE, "tok_ok"));
        answer = "{\"result\":\"VOIDED\"}";
        assertEquals(new Authorization.Voided(), gateway.authorize(KEY, "7f3a", DUE, "tok_ok"));
        answer = "{\"result\":\"PERHAPS\"}";
        assertThrows(
                IllegalStateException.class, () -> gateway.authorize(KEY, "7f3a", DUE, "tok_ok"));
    }

    @Test
    void aVoidNamesTheKeyOfTheAuthorization() {
        UUID authorization = UUID.fromString("22222222-2222-5222-8222-222222222222");
        gateway.release(KEY, "7f3a", authorization, "cancelled");
        assertEquals(
                "/voids "
                        + KEY
                        + " {\"orderId\":\"7f3a\",\"authorizationKey\":\""
                        + authorization
                        + "\",\"reason\":\"cancelled\"}",
                request);
    }

    @Test
    void troubleThatPassesIsTriedAgain() {
        for (int passing : List.of(500, 502, 503, 429)) {
            status = passing;
            assertThrows(
                    EffectUnavailableException.class,
                    () -> gateway.capture(KEY, "7f3a", DUE, "auth-1"));
        }
        server.stop(0);
        assertThrows(
                EffectUnavailableException.class, () -> gateway.refund(KEY, "7f3a", "r1", DUE));
    }

    @Test
    void aRefusalIsADefect() {
        status = 409;
        assertThrows(
                IllegalStateException.class, () -> gateway.capture(KEY, "7f3a", DUE, "auth-1"));
    }
}
