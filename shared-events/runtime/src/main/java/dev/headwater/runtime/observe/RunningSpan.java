package dev.headwater.runtime.observe;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A span that is current on the thread that started it, until that thread closes it. */
public final class RunningSpan implements AutoCloseable {

    private final Span span;
    private final Scope scope;

    RunningSpan(Span span, Scope scope) {
        this.span = span;
        this.scope = scope;
    }

    /** Its W3C trace context, for the headers of what it causes; null with tracing disabled. */
    public @Nullable String traceparent() {
        return Traceparent.format(span.getSpanContext());
    }

    public RunningSpan with(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    public RunningSpan with(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Marks it as failed; it still has to be closed. */
    public void failed(Throwable cause) {
        span.recordException(cause);
        span.setStatus(StatusCode.ERROR, cause.getClass().getSimpleName());
    }

    @Override
    public void close() {
        scope.close();
        span.end();
    }
}
