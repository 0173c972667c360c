package dev.headwater.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    record Old(String b, long a) {}

    record New(long a, String b, @Nullable String c) {}

    @Test
    void orderOfFieldsAndAbsentOnesDoNotCount() {
        assertEquals("{\"a\":1,\"b\":\"x\"}", Fingerprint.canonical(new Old("x", 1)));
        assertEquals(Fingerprint.of(new Old("x", 1)), Fingerprint.of(new New(1, "x", null)));
        assertNotEquals(Fingerprint.of(new Old("x", 1)), Fingerprint.of(new New(1, "x", "")));
    }

    @Test
    void equalNumbersAreEqual() {
        List<BigDecimal> ones =
                List.of(new BigDecimal("1"), new BigDecimal("1.00"), new BigDecimal("10e-1"));
        for (BigDecimal one : ones) {
            assertEquals("{\"n\":1}", Fingerprint.canonical(Map.of("n", one)));
        }
        assertEquals("{\"n\":0}", Fingerprint.canonical(Map.of("n", new BigDecimal("0.00"))));
    }

    @Test
    void orderInAListCounts() {
        assertNotEquals(Fingerprint.of(List.of(1, 2)), Fingerprint.of(List.of(2, 1)));
        assertEquals(
                "[null,[],{}]", Fingerprint.canonical(Arrays.asList(null, List.of(), Map.of())));
    }

    @Test
    void noBodyHasAFingerprintToo() {
        assertEquals(
                "74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b",
                Fingerprint.of(null));
    }

    @Property(tries = 300)
    void differentTextsDiffer(@ForAll String one, @ForAll String other) {
        Map<String, String> first = new LinkedHashMap<>();
        first.put("k", one);
        Map<String, String> second = new LinkedHashMap<>();
        second.put("k", other);
        assertEquals(
                one.equals(other),
                Fingerprint.canonical(first).equals(Fingerprint.canonical(second)));
    }
}
