package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.faults.History.Acknowledgement;
import dev.headwater.faults.History.Request;
import dev.headwater.local.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that place orders at a steady rate, through whatever happens: a try without a definite
 * answer is repeated with the same key, on the next replica, until there is one. Now and then a
 * client asks again after its answer, and must be told the same.
 */
final class OrderLoad implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CLIENTS = 24;
    private static final Duration TRY_MAX = Duration.ofSeconds(12);
    private static final Duration RETRY_AFTER = Duration.ofMillis(200);
    private static final int STALLED_MILLIS = 180_000;
    private static final int AGAIN_EVERY = 10;
    private static final List<String> METHODS =
            List.of("tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_ok", "tok_declined", "tok_flaky");

    private final List<String> urls;
    private final Shop shop;
    private final History history = new History();
    private final String customerId = "customer-" + UUID.randomUUID();
    private final AtomicInteger started = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final long intervalNanos;
    private volatile boolean stopping;

    /**
     * @param urls base URLs of the replicas of orders
     * @param perSecond most orders begun in a second
     */
    OrderLoad(List<String> urls, Shop shop, int perSecond) {
        this.urls = List.copyOf(urls);
        this.shop = shop;
        this.intervalNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofVirtual().name("client-" + i).start(this::run));
        }
    }

    History history() {
        return history;
    }

    /** All orders of this load are this customer's. */
    String customerId() {
        return customerId;
    }

    /** Waits until so many more orders are acknowledged; fails when it takes three minutes. */
    void proceed(int orders) throws InterruptedException {
        int count = history.acknowledged() + orders;
        assertTrue(
                history.awaitAcknowledged(count, STALLED_MILLIS),
                () -> "only %d of %d".formatted(history.acknowledged(), count));
    }

    private void run() {
        while (!stopping) {
            int number = started.getAndIncrement();
            until(slot());
            if (!stopping) {
                String key = UUID.randomUUID().toString();
                Request request = request(number);
                boolean decided = place(key, request, number);
                if (decided && number % AGAIN_EVERY == 0) {
                    place(key, request, number);
                }
            }
        }
    }

    /** When the next order may begin: what a stall has held up is not made up for in a rush. */
    private long slot() {
        long now = System.nanoTime();
        return next.updateAndGet(last -> Math.max(last + intervalNanos, now));
    }

    private Request request(int number) {
        return new Request(
                customerId, shop.sku(number), 1 + number % 3, METHODS.get(number % METHODS.size()));
    }

    /** Tries until there is a definite answer. After {@link #close} one more round is made. */
    private boolean place(String key, Request request, int number) {
        String body =
                """
                {"customerId": "%s", "lines": [{"sku": "%s", "quantity": %d}], "paymentMethod": "%s"}\
                """
                        .formatted(
                                request.customerId(),
                                request.sku(),
                                request.quantity(),
                                request.paymentMethod());
        int replica = number;
        while (!Thread.currentThread().isInterrupted()) {
            history.invoked(key, request);
            Optional<String> open = tried(urls.get(replica++ % urls.size()), key, body);
            if (open.isEmpty()) {
                return true;
            }
            history.unknown(key, open.get());
            until(System.nanoTime() + RETRY_AFTER.toNanos());
        }
        return false;
    }

    /** Why there was no definite answer; empty: there was one. */
    private Optional<String> tried(String url, String key, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/orders"))
                        .timeout(TRY_MAX)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<String> answer = Http.send(request);
            switch (answer.statusCode()) {
                case 201 -> history.acknowledged(key, acknowledgement(answer.body()));
                case 202, 503 -> {
                    return Optional.of(answer.statusCode() + " " + answer.body());
                }
                default -> history.refused(key, answer.statusCode() + " " + answer.body());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    private static Acknowledgement acknowledgement(String body) throws IOException {
        JsonNode told = JSON.readTree(body);
        return new Acknowledgement(told.path("orderId").asText(), Shop.money(told.path("total")));
    }

    private void until(long nanos) {
        long left = nanos - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Math.min(left, 100_000_000));
            left = stopping && left > RETRY_AFTER.toNanos() ? 0 : nanos - System.nanoTime();
        }
    }

    /** Begins nothing new, and waits until all that was begun has its answer. */
    @Override
    public void close() {
        stopping = true;
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        try {
            for (Thread client : clients) {
                long left = Math.max(1, deadline - System.nanoTime());
                if (!client.join(Duration.ofNanos(left))) {
                    client.interrupt();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
