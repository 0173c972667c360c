package dev.headwater.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.SpanContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TraceparentTest {

    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aValidOneReadsBackAsItWas() {
        SpanContext span = Traceparent.parse(VALID);
        assertTrue(span.isValid() && span.isRemote() && span.isSampled());
        assertEquals(VALID, Traceparent.format(span));
        assertTrue(Traceparent.parse(VALID.replace("00-4", "01-4") + "-more").isValid());
    }

    @Test
    void aMalformedOneStartsATraceAfresh() {
        for (String bad :
                new String[] {
                    "",
                    "00",
                    VALID.toUpperCase(java.util.Locale.ROOT),
                    VALID + "0",
                    VALID.replace("00-4", "ff-4"),
                    VALID.replace("4bf92f3577b34da6a3ce929d0e0e4736", "0".repeat(32)),
                    VALID.replace("00f067aa0ba902b7", "0".repeat(16))
                }) {
            assertFalse(Traceparent.parse(bad).isValid(), bad);
        }
        assertNull(Traceparent.format(Traceparent.parse(null)));
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefusedButNeverAnException(@ForAll String text) {
        assertFalse(Traceparent.parse(text).isValid());
    }
}
