package dev.headwater.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The gateway over HTTP: four operations, and the ledger for whoever audits them. */
final class GatewayApi {

    private static final int PAGE = 1_000;
    private static final String TYPE_PREFIX = "https://headwater.dev/problems/gateway/";

    private static final Map<String, Operation> OPERATIONS =
            Map.of(
                    "/authorizations", Operation.AUTHORIZE,
                    "/captures", Operation.CAPTURE,
                    "/voids", Operation.VOID,
                    "/refunds", Operation.REFUND);

    private final Ledger ledger;
    private final PaymentMethods methods;
    private final ObjectMapper json;
    private final Requests requests;
    private final Consumer<IOException> diskFailed;

    /**
     * @param diskFailed told when the disk fails: nothing can be promised any more, the process
     *     ends
     */
    GatewayApi(
            Ledger ledger,
            PaymentMethods methods,
            ObjectMapper json,
            Consumer<IOException> diskFailed) {
        this.ledger = ledger;
        this.methods = methods;
        this.json = json;
        this.requests = new Requests(json);
        this.diskFailed = diskFailed;
    }

    /** Answers one request, or leaves it unanswered when its payment method says so. */
    void handle(HttpExchange exchange) {
        try (exchange) {
            answer(exchange);
        } catch (IOException _) {
            // The caller has gone: it will ask again with the same key.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            route(exchange);
        } catch (Problem problem) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("type", TYPE_PREFIX + problem.type());
            body.put("title", problem.type().replace('-', ' '));
            body.put("status", problem.status());
            body.put("detail", problem.detail());
            send(exchange, problem.status(), "application/problem+json", body);
        }
    }

    private void route(HttpExchange exchange) throws Problem, IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        Operation operation = OPERATIONS.get(path);
        if (operation != null) {
            allow(exchange, "POST");
            operate(exchange, operation);
            return;
        }
        switch (path) {
            case "/ledger" -> {
                allow(exchange, "GET");
                writeLedger(exchange);
            }
            case "/ledger/count" -> {
                allow(exchange, "GET");
                send(exchange, 200, "application/json", Map.of("count", ledger.count()));
            }
            case "/health" -> {
                allow(exchange, "GET");
                send(exchange, 200, "application/json", Map.of("status", "UP"));
            }
            default -> throw new Problem(404, "not-found", "There is nothing at " + path + ".");
        }
    }

    private static void allow(HttpExchange exchange, String method) throws Problem {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new Problem(405, "method-not-allowed", "Only " + method + " is allowed here.");
        }
    }

    private void operate(HttpExchange exchange, Operation operation)
            throws Problem, IOException, InterruptedException {
        String key = Requests.key(exchange);
        Intent intent = requests.intent(operation, exchange);
        Optional<Entry> before = durable(() -> ledger.find(key));
        if (before.isEmpty() && operation == Operation.AUTHORIZE && !ledger.isVoided(key)) {
            switch (methods.meet(Objects.requireNonNull(intent.paymentMethod()), key)) {
                case ANSWER -> {}
                case UNAVAILABLE ->
                        throw new Problem(503, "unavailable", "Try again with the same key.");
                case SILENCE -> {
                    return;
                }
            }
        }
        Entry entry = before.isPresent() ? before.get() : durable(() -> ledger.decide(key, intent));
        if (!entry.intent().equals(intent)) {
            throw new Problem(
                    422, "key-reused", "The Idempotency-Key was used for another request.");
        }
        if (entry.result() == Result.REFUSED) {
            throw new Problem(409, "refused", String.valueOf(entry.detail()));
        }
        send(exchange, 200, "application/json", answer(entry));
    }

    private static Map<String, Object> answer(Entry entry) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("result", entry.result().name());
        putUnlessNull(body, "authorization", entry.authorization());
        putUnlessNull(body, "reason", entry.detail());
        return body;
    }

    private static void putUnlessNull(
            Map<String, Object> body, String name, @Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    /** Work on the ledger's file. */
    private interface OnDisk<T> {
        T run() throws IOException;
    }

    private <T> T durable(OnDisk<T> work) throws IOException {
        try {
            return work.run();
        } catch (IOException e) {
            diskFailed.accept(e);
            throw e;
        }
    }

    /** Streams what the ledger held when it was asked for, a page at a time. */
    private void writeLedger(HttpExchange exchange) throws IOException {
        int count = ledger.count();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        try (JsonGenerator out = json.createGenerator(exchange.getResponseBody())) {
            out.writeStartObject();
            out.writeArrayFieldStart("entries");
            for (int from = 0; from < count; from += PAGE) {
                int start = from;
                List<Entry> page = durable(() -> ledger.page(start, Math.min(PAGE, count - start)));
                for (Entry entry : page) {
                    json.writeValue(out, LedgerLine.of(entry));
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    private void send(HttpExchange exchange, int status, String type, Object body)
            throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
