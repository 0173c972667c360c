package dev.headwater.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ConsistencyTokenTest {

    @Property(tries = 300)
    void everyTokenReadsBackAsItWas(
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String service,
            @ForAll @AlphaChars @StringLength(min = 1, max = 40) String topicId,
            @ForAll @IntRange(max = 1_000) int partition,
            @ForAll @LongRange(min = -1) long offset) {
        ConsistencyToken token = new ConsistencyToken(service, topicId, partition, offset);
        assertEquals(Optional.of(token), ConsistencyToken.parse(token.encode()));
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefusedButNeverAnException(@ForAll String text) {
        Optional<ConsistencyToken> token = ConsistencyToken.parse(text);
        token.ifPresent(t -> assertEquals(text, t.encode()));
    }

    @Test
    void whatNoServiceCanHaveMadeIsNone() {
        for (String plain :
                new String[] {
                    "1\ns\nt\n0", "2\ns\nt\n0\n1", "1\ns\nt\n-1\n1", "1\ns\nt\n0\n-2",
                    "1\ns\nt\n00\n1", "1\ns\nt\n+0\n1", "1\ns\nt\n0\n1\n", "1\ns\nt\n0\n1x"
                }) {
            String value =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
            assertTrue(ConsistencyToken.parse(value).isEmpty(), plain);
        }
        assertTrue(ConsistencyToken.parse("A".repeat(600)).isEmpty());
        String good = new ConsistencyToken("s", "t", 0, 1).encode();
        assertTrue(ConsistencyToken.parse(good).isPresent());
        assertTrue(ConsistencyToken.parse(good + "==").isEmpty());
    }
}
