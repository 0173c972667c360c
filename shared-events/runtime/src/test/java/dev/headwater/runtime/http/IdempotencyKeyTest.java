package dev.headwater.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {

    @Property(tries = 300)
    void everyQuotedKeyReadsBackAsItWas(@ForAll("keys") String key) {
        String quoted = "\"" + key.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        assertEquals(key, IdempotencyKey.of(List.of(quoted)).value());
    }

    @Property(tries = 300)
    void everyBareKeyWithoutALeadingQuoteIsItself(@ForAll("keys") String key) {
        String bare = "x" + key.substring(0, Math.min(253, key.length())) + "x";
        assertEquals(bare, IdempotencyKey.of(List.of(bare)).value());
    }

    @Property(tries = 200)
    void oneUnprintableCharacterSpoilsAKey(
            @ForAll("unprintable") char bad, @ForAll @IntRange(max = 9) int at) {
        String key = new StringBuilder("abcdefghij").insert(at + 1, bad).append('z').toString();
        refused(key);
        refused("\"" + key + "\"");
    }

    @Test
    void lengthIsCountedWithoutQuotes() {
        String longest = "k".repeat(255);
        assertEquals(longest, IdempotencyKey.of(List.of('"' + longest + '"')).value());
        refused('"' + longest + "k\"");
        refused("\"\"");
        refused("");
        refused("   ");
    }

    @Test
    void aBrokenQuotationIsRefused() {
        for (String broken :
                new String[] {"\"", "\"a", "\"a\"b", "\"a\\\"", "\"\\a\"", "\"a\"\""}) {
            refused(broken);
        }
    }

    @Test
    void thereIsExactlyOneKey() {
        assertThrows(ProblemException.class, () -> IdempotencyKey.of(null));
        assertThrows(ProblemException.class, () -> IdempotencyKey.of(List.of()));
        assertThrows(ProblemException.class, () -> IdempotencyKey.of(List.of("a", "a")));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings().withCharRange(' ', '~').ofMinLength(1).ofMaxLength(255);
    }

    @Provide
    Arbitrary<Character> unprintable() {
        return Arbitraries.chars().filter(c -> c < ' ' || c > '~');
    }

    private static void refused(String line) {
        ProblemException refusal =
                assertThrows(ProblemException.class, () -> IdempotencyKey.of(List.of(line)));
        assertEquals(400, refusal.problem().status());
    }
}
