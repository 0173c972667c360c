package dev.headwater.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One HTTP client for everything that only wants a short answer. */
public final class Http {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private Http() {}

    /** The client: HTTP/1.1, 2 s to connect. */
    public static HttpClient client() {
        return CLIENT;
    }

    /**
     * A GET with 5 s to answer.
     *
     * @throws IOException when nobody answers
     */
    public static HttpResponse<String> get(String url) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build());
    }

    /**
     * @throws IOException when nobody answers
     */
    public static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Whether a GET answers 200. */
    public static boolean isOk(String url) throws IOException {
        return get(url).statusCode() == 200;
    }
}
