package dev.headwater.runtime.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Problems as responses. */
final class Problems {

    private Problems() {}

    static Response response(Problem problem) {
        return builder(problem).build();
    }

    static Response response(Problem problem, Duration retryAfter) {
        return builder(problem).header(HttpHeaders.RETRY_AFTER, seconds(retryAfter)).build();
    }

    static Response.ResponseBuilder builder(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }

    /** Whole seconds, rounded up, at least 1. */
    static long seconds(Duration retryAfter) {
        return Math.max(1, Math.ceilDiv(retryAfter.toMillis(), 1_000));
    }
}
