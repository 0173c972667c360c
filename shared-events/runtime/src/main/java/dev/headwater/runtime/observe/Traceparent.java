package dev.headwater.runtime.observe;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The W3C {@code traceparent} notation: {@code 00-<trace id>-<span id>-<flags>}, in hex. */
final class Traceparent {

    /** Later versions may append fields: what this version defines comes first in all of them. */
    private static final Pattern SHAPE =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private Traceparent() {}

    /** Null for a span that has no ids, as when tracing is disabled. */
    static @Nullable String format(SpanContext span) {
        return span.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
                : null;
    }

    /** An invalid context when {@code value} is null or malformed: a trace then starts afresh. */
    static SpanContext parse(@Nullable String value) {
        if (value == null) {
            return SpanContext.getInvalid();
        }
        Matcher matcher = SHAPE.matcher(value);
        return matcher.matches()
                ? SpanContext.createFromRemoteParent(
                        matcher.group(1),
                        matcher.group(2),
                        TraceFlags.fromHex(matcher.group(3), 0),
                        TraceState.getDefault())
                : SpanContext.getInvalid();
    }
}
