package dev.headwater.runtime.http;

import java.util.Map;

/** The problems that are told by their status alone. */
final class StatusProblems {

    private static final Map<Integer, Problem> KNOWN =
            Map.ofEntries(
                    entry(400, "bad-request", "Bad request", "the request is malformed"),
                    entry(401, "unauthorized", "Unauthorized", "credentials are needed"),
                    entry(403, "forbidden", "Forbidden", "the caller may not do this"),
                    entry(404, "not-found", "Not found", "nothing is at this path"),
                    entry(
                            405,
                            "method-not-allowed",
                            "Method not allowed",
                            "this path does not take this method"),
                    entry(
                            406,
                            "not-acceptable",
                            "Not acceptable",
                            "the answer cannot be given in any of the accepted media types"),
                    entry(408, "request-timeout", "Request timeout", "the request came too slowly"),
                    entry(
                            413,
                            "content-too-large",
                            "Content too large",
                            "the request body is larger than this service takes"),
                    entry(414, "uri-too-long", "URI too long", "the request target is too long"),
                    entry(
                            415,
                            "unsupported-media-type",
                            "Unsupported media type",
                            "send the body as application/json"),
                    entry(
                            431,
                            "header-fields-too-large",
                            "Request header fields too large",
                            "the request headers are larger than this service takes"),
                    entry(
                            503,
                            "unavailable",
                            "Temporarily unavailable",
                            "this service cannot answer at present"));

    private StatusProblems() {}

    static Problem of(int status) {
        Problem known = KNOWN.get(status);
        if (known != null) {
            return known;
        }
        return status < 500
                ? Problem.of(status, "bad-request", "Bad request", "the request was refused")
                : Problem.of(status, "internal-error", "Internal error", null);
    }

    private static Map.Entry<Integer, Problem> entry(
            int status, String name, String title, String detail) {
        return Map.entry(status, Problem.of(status, name, title, detail));
    }
}
