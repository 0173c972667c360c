package dev.headwater.runtime.observe;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts the spans of the write path and of the readers. A command's span is the child of the
 * server span whose {@code traceparent} came with it, an event carries the {@code traceparent} of
 * its command's span, and what a policy makes of an event is its child: one trace from the POST on.
 * Only a batch, which has many parents, links to them.
 *
 * <p>With tracing disabled nothing is recorded and {@link #traceparent} is null.
 */
public final class Spans {

    /** A batch of thousands links to the first of its traces; the others have their own spans. */
    static final int MAX_LINKS = 128;

    private final Tracer tracer;

    public Spans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.headwater.runtime");
    }

    /** Records nothing: for simulators and tests. */
    public static Spans disabled() {
        return new Spans(OpenTelemetry.noop());
    }

    /** The W3C trace context of the span that is current on this thread, or null. */
    public static @Nullable String traceparent() {
        return Traceparent.format(Span.current().getSpanContext());
    }

    /**
     * Starts a span and makes it current on this thread until it is closed there.
     *
     * @param name what is done, without ids: {@code decide PlaceOrder}
     * @param traceparent of the span that caused it; null or malformed starts a trace of its own
     */
    public RunningSpan start(String name, @Nullable String traceparent) {
        return started(builder(name, SpanKind.INTERNAL, traceparent));
    }

    /** Like {@link #start}, for work on a record that came by a topic. */
    public RunningSpan consume(String name, @Nullable String traceparent) {
        return started(builder(name, SpanKind.CONSUMER, traceparent));
    }

    /**
     * Starts the span of a batch, in a trace of its own, linked to what it works on.
     *
     * @param traceparents of the records; nulls, malformed ones and repeats are left out
     */
    public RunningSpan batch(String name, Collection<@Nullable String> traceparents) {
        SpanBuilder builder = builder(name, SpanKind.CONSUMER, null);
        Set<String> linked = new HashSet<>();
        for (String traceparent : traceparents) {
            SpanContext context = Traceparent.parse(traceparent);
            if (context.isValid()
                    && linked.size() < MAX_LINKS
                    && linked.add(context.getTraceId() + context.getSpanId())) {
                builder.addLink(context);
            }
        }
        return started(builder);
    }

    private SpanBuilder builder(String name, SpanKind kind, @Nullable String traceparent) {
        Context parent = Context.root().with(Span.wrap(Traceparent.parse(traceparent)));
        return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent);
    }

    @SuppressWarnings("MustBeClosedChecker") // closed by RunningSpan, which its user must close
    private static RunningSpan started(SpanBuilder builder) {
        Span span = builder.startSpan();
        return new RunningSpan(span, span.makeCurrent());
    }
}
