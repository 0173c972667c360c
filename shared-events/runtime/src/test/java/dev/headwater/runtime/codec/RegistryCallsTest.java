package dev.headwater.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.headwater.contracts.SchemaPack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a service asks of the registry, counted between the two: every id once at the start, to see
 * that both agree, and nothing for events.
 */
class RegistryCallsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int EVENTS = 1_000_000;

    private final SchemaPack pack = SchemaPack.load();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private URI start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod());
        String path = exchange.getRequestURI().getPath();
        int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        byte[] body =
                new ObjectMapper()
                        .writeValueAsString(Map.of("schema", pack.byId(id).orElseThrow().text()))
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void eventsAskTheRegistryNothing() throws IOException {
        try (RegistrySchemas registry = new RegistrySchemas(start(), Duration.ofSeconds(10))) {
            assertEquals(new Verification.Same(pack.contents().size()), registry.verify(pack));
            int before = calls.size();
            assertEquals(pack.contents().size(), before);
            write(Fact.codec(registry), EVENTS);
            System.out.printf(
                    "headwater-test: %d events written and read, %d registry calls (%d at the start)%n",
                    EVENTS, calls.size() - before, before);
            assertEquals(before, calls.size());
            assertTrue(calls.stream().allMatch("GET"::equals), "services only read: " + calls);
        }
    }

    private static void write(AvroCodec<Fact> codec, int events) {
        List<Fact> facts =
                List.of(
                        new Fact.Placed(
                                "o-1",
                                "ada",
                                List.of(new Fact.Line("tea", 2, 450)),
                                900,
                                NOON,
                                NOON),
                        new Fact.Cancelled("o-1", Fact.Cause.CUSTOMER, "", NOON),
                        new Fact.Answered("c", 201, null));
        for (int i = 0; i < events; i++) {
            Fact fact = facts.get(i % facts.size());
            assertEquals(fact, codec.decode(codec.encode(fact)));
        }
    }

    @Test
    void aColdServiceStartsFromItsPackAndComparesWhenTheRegistryIsBack() throws Exception {
        URI address = start();
        server.stop(0);
        try (RegistrySchemas registry = new RegistrySchemas(address, Duration.ofSeconds(10));
                SchemaCheck check =
                        new SchemaCheck(() -> registry.verify(pack), Duration.ofMillis(320))) {
            check.start();
            assertInstanceOf(Verification.NotYet.class, registry.verify(pack));
            write(Fact.codec(registry), 1);
            assertTrue(check.mayServe());
            assertEquals(0, calls.size(), "nobody was there to ask");
            server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(), address.getPort()),
                            0);
            server.createContext("/", this::answer);
            server.start();
            Instant deadline = Instant.now().plusSeconds(30);
            while (!(check.latest() instanceof Verification.Same)) {
                assertTrue(Instant.now().isBefore(deadline), check.latest().toString());
                Thread.onSpinWait();
            }
            assertEquals(new Verification.Same(pack.contents().size()), check.latest());
        }
    }
}
