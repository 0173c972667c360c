package dev.headwater.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.orders.events.OrderPlaced;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small server that answers as the registry's Confluent-compatible interface does. */
class RegistrySchemasTest {

    private record Answer(int status, String body) {}

    private static final String PATH = "/apis/ccompat/v7/schemas/ids/";
    private static final Answer UNKNOWN =
            new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

    private final SchemaPack pack = SchemaPack.load();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile IntFunction<Answer> answers = this::fromPack;
    private HttpServer server;
    private RegistrySchemas registry;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(PATH, this::answer);
        server.start();
        registry = schemas(server.getAddress().getPort(), Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        end.countDown();
        registry.close();
        server.stop(0);
    }

    private static RegistrySchemas schemas(int port, Duration timeout) {
        return new RegistrySchemas(URI.create("http://127.0.0.1:" + port + "/"), timeout);
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        int id = Integer.parseInt(exchange.getRequestURI().getPath().substring(PATH.length()));
        Answer answer = answers.apply(id);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Answer fromPack(int id) {
        return pack.byId(id).map(content -> schema(content.text())).orElse(UNKNOWN);
    }

    private static Answer schema(String text) {
        return new Answer(200, new ObjectMapper().valueToTree(Map.of("schema", text)).toString());
    }

    @Test
    void aSchemaIsAskedForOnce() {
        int id = pack.idOf(OrderPlaced.SCHEMA$);
        assertEquals(Optional.of(OrderPlaced.SCHEMA$), registry.byId(id));
        assertEquals(Optional.of(OrderPlaced.SCHEMA$), registry.byId(id));
        assertEquals(1, calls.get());
    }

    @Test
    void anIdThatWasNotFoundIsAskedForAgain() {
        answers = _ -> UNKNOWN;
        assertEquals(Optional.empty(), registry.byId(1));
        answers = this::fromPack;
        assertTrue(registry.byId(1).isPresent());
    }

    @Test
    void aServerErrorIsUnavailable() {
        answers = _ -> new Answer(500, "{}");
        assertThrows(SchemaUnavailableException.class, () -> registry.byId(1));
        answers = _ -> new Answer(200, "<html>a proxy</html>");
        assertThrows(SchemaUnavailableException.class, () -> registry.byId(1));
    }

    @Test
    void aSchemaOfAnotherLanguageIsPoison() {
        answers = _ -> schema("syntax = \"proto3\";");
        assertThrows(UndecodableException.class, () -> registry.byId(1));
    }

    @Test
    void aServerThatHangsIsUnavailableInTime() {
        answers =
                id -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return fromPack(id);
                };
        try (RegistrySchemas hurried =
                schemas(server.getAddress().getPort(), Duration.ofMillis(200))) {
            assertThrows(SchemaUnavailableException.class, () -> hurried.byId(1));
        }
    }

    @Test
    void theSameSchemasAreVerifiedWithOneCallEach() {
        assertEquals(new Verification.Same(pack.contents().size()), registry.verify(pack));
        assertEquals(pack.contents().size(), calls.get());
    }

    @Test
    void aRegistryThatWritesTheSchemaWithOtherSpacesIsTheSame() {
        answers =
                id ->
                        pack.byId(id)
                                .map(c -> schema(c.text().replace(",\"doc\"", ",\n \"doc\"")))
                                .orElse(UNKNOWN);
        assertEquals(new Verification.Same(pack.contents().size()), registry.verify(pack));
    }

    @Test
    void everyIdThatDiffersIsNamed() {
        answers =
                id ->
                        switch (id) {
                            case 2 -> UNKNOWN;
                            case 3 -> fromPack(4);
                            default -> fromPack(id);
                        };
        Verification.Different different =
                assertInstanceOf(Verification.Different.class, registry.verify(pack));
        assertEquals(2, different.differences().size());
        assertTrue(different.differences().get(0).startsWith("id 2 is "), different.toString());
        assertTrue(different.differences().get(1).startsWith("id 3 is "), different.toString());
    }

    @Test
    void aRegistryThatIsDownIsNotVerifiedYet() {
        server.stop(0);
        Verification.NotYet notYet =
                assertInstanceOf(Verification.NotYet.class, registry.verify(pack));
        assertTrue(notYet.reason().contains("does not answer"), notYet.reason());
    }
}
