package dev.headwater.runtime.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** A stream's version as entity tag: {@code ETag: "7"} out, {@code If-Match: "7"} in. */
public final class VersionTag {

    /** No stream has it: what a well-formed tag means that this service never gave. */
    private static final long NO_VERSION = -1;

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7E]*)\"");
    private static final Pattern VERSION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private VersionTag() {}

    /** The value of {@code ETag}. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The answer to a GET of one thing: what it is, and the version that {@code If-Match} takes.
     */
    public static <T> RestResponse<T> tagged(T body, long version) {
        return ResponseBuilder.ok(body).header(HttpHeaders.ETAG, of(version)).build();
    }

    /**
     * @param lines the lines of {@code If-Match} as they came
     * @return the version that the stream must have; null when any will do, which is no header or
     *     {@code *}; a version that no stream has for a weak or foreign tag, which never matches
     *     (RFC 9110, 13.1.1)
     * @throws ProblemException 400 when it is not one entity tag
     */
    static @Nullable Long expected(@Nullable List<String> lines) {
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        String line = lines.getFirst().strip();
        if (lines.size() == 1 && line.equals("*")) {
            return null;
        }
        var tag = TAG.matcher(line);
        if (lines.size() > 1 || !tag.matches()) {
            throw Problem.invalidParameter(
                            "If-Match", "must be one entity tag, \"<version>\", or *")
                    .asException();
        }
        boolean ours = tag.group(1) == null && VERSION.matcher(tag.group(2)).matches();
        return ours ? Long.parseLong(tag.group(2)) : NO_VERSION;
    }
}
