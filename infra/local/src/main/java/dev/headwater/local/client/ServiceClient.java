package dev.headwater.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.local.Http;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One service, whichever replica answers. A call that meets no answer or a 503 is repeated with the
 * same idempotency key, on the next replica, until it is answered or a deadline passes: 503 means
 * "unknown". Thread-safe.
 */
public final class ServiceClient {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String service;
    private final List<String> urls;
    private final AtomicInteger preferred = new AtomicInteger();
    private final AtomicInteger repeats = new AtomicInteger();

    /**
     * @param urls base URLs of its replicas, at least one
     */
    public ServiceClient(String service, List<String> urls) {
        this.service = service;
        this.urls = List.copyOf(urls);
    }

    /**
     * A client of a service of a running platform.
     *
     * @throws PlatformException when the platform has no such service
     */
    public static ServiceClient of(PlatformState state, String service) {
        List<String> urls =
                state.processes().stream()
                        .filter(entry -> entry.name().equals(service))
                        .map(entry -> "http://127.0.0.1:" + entry.port())
                        .toList();
        if (urls.isEmpty()) {
            throw new PlatformException(
                    "No " + service + " runs; ./headwater status tells what does.");
        }
        return new ServiceClient(service, urls);
    }

    public String service() {
        return service;
    }

    /** Base URL of the replica that answered last. */
    public String url() {
        return urls.get(Math.floorMod(preferred.get(), urls.size()));
    }

    /** How often a call had to be repeated. */
    public int repeats() {
        return repeats.get();
    }

    /**
     * An answer.
     *
     * @param location value of the header, or null
     */
    public record Reply(int status, JsonNode body, @Nullable String location) {

        /** Last part of a problem's type, such as {@code unknown-sku}; empty when it is none. */
        public String problem() {
            String type = body.path("type").asText();
            return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf(':')) + 1);
        }

        /** A problem in a sentence, with the rules that the request breaks. */
        public String describe() {
            StringBuilder sentence = new StringBuilder(status + " " + problem());
            String detail = body.path("detail").asText();
            String what = detail.isEmpty() ? body.toString() : detail;
            if (!what.isEmpty()) {
                sentence.append(": ").append(what);
            }
            for (JsonNode error : body.path("errors")) {
                sentence.append("; ")
                        .append(error.path("pointer").asText().replaceFirst("^/", ""))
                        .append(' ')
                        .append(error.path("detail").asText());
            }
            return sentence.toString();
        }
    }

    /**
     * @throws PlatformException when nobody answers for 90 s
     */
    public Reply get(String path) {
        return call("GET", path, null, null);
    }

    /**
     * @param key idempotency key; null for requests below {@code /admin}
     * @param body rendered as JSON; null for none
     * @throws PlatformException when nobody answers for 90 s
     */
    public Reply post(String path, @Nullable String key, @Nullable Object body) {
        return call("POST", path, key, body);
    }

    private Reply call(String method, String path, @Nullable String key, @Nullable Object body) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "no answer";
        while (System.nanoTime() - deadline < 0) {
            int replica = preferred.get();
            try {
                Reply reply = reply(Http.send(request(method, path, key, body)));
                if (reply.status() != 503) {
                    return reply;
                }
                last = reply.describe();
            } catch (IOException e) {
                last = String.valueOf(e.getMessage() == null ? e : e.getMessage());
            }
            preferred.compareAndSet(replica, replica + 1);
            repeats.incrementAndGet();
            pause();
        }
        throw new PlatformException(
                "%s did not answer %s %s for %d s: %s"
                        .formatted(service, method, path, PATIENCE.toSeconds(), last));
    }

    private HttpRequest request(
            String method, String path, @Nullable String key, @Nullable Object body)
            throws JsonProcessingException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url() + path)).timeout(TIMEOUT);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return request.method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(body)))
                .build();
    }

    private static Reply reply(HttpResponse<String> answer) {
        String location = answer.headers().firstValue("Location").orElse(null);
        try {
            JsonNode body = JSON.readTree(answer.body());
            return new Reply(answer.statusCode(), body, location);
        } catch (JsonProcessingException e) {
            return new Reply(answer.statusCode(), JSON.createObjectNode(), location);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
    }
}
