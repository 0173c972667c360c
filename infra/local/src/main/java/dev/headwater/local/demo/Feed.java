package dev.headwater.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.local.Http;
import dev.headwater.local.PlatformException;
import dev.headwater.local.client.ServiceClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code /orders/feed} in the background and keeps each order's last status with the moment
 * at which it was seen. A feed that breaks is taken up again behind its last event.
 */
final class Feed implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * @param nanos {@link System#nanoTime()} when it was seen
     */
    record Seen(String status, long nanos) {}

    private final ServiceClient orders;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Thread reader;
    private volatile boolean closed;
    private boolean connected;
    private @Nullable String lastEventId;

    Feed(ServiceClient orders) {
        this.orders = orders;
        reader = Thread.ofVirtual().name("demo-feed").start(this::follow);
    }

    /**
     * @throws PlatformException when the feed cannot be had within 30 s
     */
    void awaitConnected() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        synchronized (seen) {
            while (!connected) {
                waitUntil(deadline, "The feed of orders at " + orders.url() + " does not answer.");
            }
        }
    }

    /**
     * Waits until an order was seen with another status than {@code PLACED}.
     *
     * @return what was seen last, which is {@code PLACED} when the time is over
     */
    Seen awaitEnd(String orderId, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (seen) {
            while (true) {
                Seen last = seen.get(orderId);
                if (last != null && !last.status().equals("PLACED")) {
                    return last;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return last == null ? new Seen("PLACED", System.nanoTime()) : last;
                }
                waitNanos(left);
            }
        }
    }

    /** What was seen of an order so far, or null. */
    @Nullable Seen seen(String orderId) {
        synchronized (seen) {
            return seen.get(orderId);
        }
    }

    private void waitUntil(long deadline, String otherwise) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new PlatformException(otherwise);
        }
        waitNanos(left);
    }

    private void waitNanos(long nanos) {
        try {
            seen.wait(nanos / 1_000_000 + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }

    private void follow() {
        while (!closed) {
            try {
                read(open());
            } catch (IOException e) {
                awaitReplica();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The replica is away: it, or the next one, goes on behind the last event. */
    private void awaitReplica() {
        try {
            orders.get("/q/health/live");
        } catch (PlatformException e) {
            // Still away, or closed: the loop decides.
            return;
        }
    }

    private InputStream open() throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(orders.url() + "/orders/feed"))
                        .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> answer =
                Http.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException("the feed answered " + answer.statusCode());
        }
        synchronized (seen) {
            connected = true;
            seen.notifyAll();
        }
        return answer.body();
    }

    private void read(InputStream stream) throws IOException {
        try (Scanner lines = new Scanner(stream, StandardCharsets.UTF_8)) {
            while (!closed && lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("id:")) {
                    lastEventId = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    accept(JSON.readTree(line.substring(5)));
                }
            }
            IOException failure = lines.ioException();
            if (failure != null && !closed) {
                throw failure;
            }
        }
    }

    private void accept(JsonNode change) {
        synchronized (seen) {
            seen.put(
                    change.path("orderId").asText(),
                    new Seen(change.path("status").asText(), System.nanoTime()));
            seen.notifyAll();
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }
}
