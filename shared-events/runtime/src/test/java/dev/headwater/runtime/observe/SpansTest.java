package dev.headwater.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final String POST = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String OTHER = "00-5bf92f3577b34da6a3ce929d0e0e4736-10f067aa0ba902b7-01";

    private final Ended ended = new Ended();
    private final Spans spans =
            new Spans(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(
                                    SdkTracerProvider.builder().addSpanProcessor(ended).build())
                            .build());

    @Test
    void oneTraceGoesFromThePostThroughCommandAndPolicy() {
        @Nullable String event;
        try (RunningSpan command = spans.start("decide", POST)) {
            event = command.traceparent();
            assertEquals(event, Spans.traceparent());
        }
        assertNull(Spans.traceparent());
        spans.consume("react", event).with("stream", "order-1").with("version", 2).close();
        SpanData decide = ended.spans.get(0);
        SpanData react = ended.spans.get(1);
        assertEquals("4bf92f3577b34da6a3ce929d0e0e4736", decide.getTraceId());
        assertEquals("00f067aa0ba902b7", decide.getParentSpanId());
        assertEquals(decide.getTraceId(), react.getTraceId());
        assertEquals(decide.getSpanId(), react.getParentSpanId());
    }

    @Test
    void aSpanWithoutAParentDoesNotTakeTheOneAtHand() {
        try (RunningSpan outer = spans.start("outer", POST)) {
            try (RunningSpan inner = spans.start("inner", null)) {
                assertNotEquals(outer.traceparent(), inner.traceparent());
            }
        }
        assertNotEquals(ended.spans.get(0).getTraceId(), ended.spans.get(1).getTraceId());
    }

    @Test
    void aBatchLinksToEachOfItsTracesOnce() {
        spans.batch("fold", Arrays.asList(POST, null, "junk", OTHER, POST)).close();
        SpanData batch = ended.spans.getFirst();
        assertEquals(
                List.of("4bf92f3577b34da6a3ce929d0e0e4736", "5bf92f3577b34da6a3ce929d0e0e4736"),
                batch.getLinks().stream().map(link -> link.getSpanContext().getTraceId()).toList());
        assertEquals("0000000000000000", batch.getParentSpanId());
    }

    @Test
    void theLinksOfABatchAreBounded() {
        List<@Nullable String> many = new ArrayList<>();
        for (int i = 1; i <= 1_000; i++) {
            many.add(POST.replace("00f067aa0ba902b7", "%016x".formatted(i)));
        }
        spans.batch("fold", many).close();
        assertEquals(Spans.MAX_LINKS, ended.spans.getFirst().getLinks().size());
    }

    @Test
    void aFailureIsMarked() {
        try (RunningSpan span = spans.start("decide", null)) {
            span.failed(new IllegalStateException("x"));
        }
        assertEquals(StatusCode.ERROR, ended.spans.getFirst().getStatus().getStatusCode());
    }

    @Test
    void disabledNothingIsMade() {
        try (RunningSpan span = Spans.disabled().start("decide", null)) {
            assertNull(span.traceparent());
        }
        try (RunningSpan span = Spans.disabled().start("decide", POST)) {
            assertTrue(Objects.requireNonNull(span.traceparent()).startsWith("00-4bf92f"));
        }
    }

    private static final class Ended implements SpanProcessor {

        private final List<SpanData> spans = new ArrayList<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            spans.add(span.toSpanData());
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
