package dev.headwater.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of the server-sent feed of orders. Reads in a thread of its own until it is closed. */
final class Feed implements AutoCloseable {

    /**
     * @param id where to resume behind this change
     */
    record Change(String id, String orderId, String status, long version) {

        /** The same change, whoever tells of it: its id may differ. */
        String what() {
            return orderId + " " + version + " " + status;
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client;
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Feed(HttpClient client, HttpResponse<Stream<String>> answer) {
        this.client = client;
        reader = Thread.ofVirtual().name("feed").start(() -> read(answer.body()));
    }

    /** Connects, and returns when the feed has begun. */
    static Feed from(Api orders, @Nullable String lastEventId) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(orders.base() + "/orders/feed"))
                        .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return connect(request.build());
    }

    private static Feed connect(HttpRequest request) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            HttpResponse<Stream<String>> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofLines());
            String type = answer.headers().firstValue("Content-Type").orElse("none");
            if (answer.statusCode() != 200 || !type.startsWith("text/event-stream")) {
                throw new AssertionError("the feed answers " + answer.statusCode() + ", " + type);
            }
            Feed feed = new Feed(client, answer);
            Await.until(Duration.ofSeconds(10), () -> feed.ids, ids -> !ids.isEmpty());
            return feed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read(Stream<String> lines) {
        List<String> event = new ArrayList<>();
        try {
            lines.forEach(
                    line -> {
                        if (!line.isEmpty()) {
                            event.add(line);
                            return;
                        }
                        accept(event);
                        event.clear();
                    });
        } catch (UncheckedIOException e) {
            // Closed, by this side or the other: the test sees what came until then.
            return;
        }
    }

    private void accept(List<String> event) {
        String id = field(event, "id");
        String data = field(event, "data");
        if (data != null && id != null) {
            changes.add(parse(id, data));
        }
        if (id != null) {
            ids.add(id);
        }
    }

    private static @Nullable String field(List<String> event, String name) {
        return event.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static Change parse(String id, String data) {
        try {
            JsonNode node = MAPPER.readTree(data);
            return new Change(
                    id,
                    node.required("orderId").asText(),
                    node.required("status").asText(),
                    node.required("version").asLong());
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON in the feed: " + data, e);
        }
    }

    /** What came so far, in the order in which it came. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Waits until these orders have ended on the feed. */
    List<Change> awaitEnd(List<String> orderIds) {
        return Await.until(
                Shop.SAGA_MAX,
                this::changes,
                seen ->
                        orderIds.stream()
                                .allMatch(
                                        id ->
                                                seen.stream()
                                                        .anyMatch(
                                                                change ->
                                                                        change.orderId().equals(id)
                                                                                && change.version()
                                                                                        == 2)));
    }

    @Override
    public void close() {
        client.shutdownNow();
        reader.interrupt();
    }
}
