package dev.headwater.acceptance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer.
 *
 * @param requestBody as text, or null when there was none
 * @param requestHeader a header of the request by name in any case, or null
 * @param header a header of the answer by name in any case, or null
 * @param body of the answer as text, empty when there is none
 */
record Exchange(
        String method,
        URI uri,
        @Nullable String requestBody,
        Function<String, @Nullable String> requestHeader,
        int status,
        Function<String, @Nullable String> header,
        String body) {

    private static final int SHOWN_MAX = 1_000;

    static Exchange of(HttpRequest request, @Nullable String sent, HttpResponse<String> answer) {
        return new Exchange(
                request.method(),
                request.uri(),
                sent,
                name -> request.headers().firstValue(name).orElse(null),
                answer.statusCode(),
                name -> answer.headers().firstValue(name).orElse(null),
                answer.body());
    }

    /** What every repeat of a command must be answered alike: status, body and what it tells. */
    String answer() {
        TreeMap<String, @Nullable String> told = new TreeMap<>();
        for (String name : new String[] {"Content-Type", "ETag", "Location", "Consistency-Token"}) {
            told.put(name, header.apply(name));
        }
        return status + " " + told + "\n" + body;
    }

    boolean replayed() {
        return "true".equals(header.apply("Idempotency-Replayed"));
    }

    @Override
    public String toString() {
        return method
                + " "
                + uri
                + (requestBody == null ? "" : "\n" + requestBody)
                + "\n-> "
                + status
                + " "
                + header.apply("Content-Type")
                + "\n"
                + (body.length() <= SHOWN_MAX ? body : body.substring(0, SHOWN_MAX) + "…");
    }
}
