package dev.headwater.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.SchemaPack.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AvroCodecPropertyTest {

    private static final AvroCodec<Fact> CODEC = Fact.codec(SchemaLookup.none());
    private static final List<Integer> IDS =
            SchemaPack.load().contents().stream().map(Content::contentId).toList();

    @Property
    void decodeUndoesEncode(@ForAll("facts") Fact fact) {
        assertEquals(fact, CODEC.decode(CODEC.encode(fact)));
    }

    @Property
    void anyBytesAreDecodedOrPoison(@ForAll byte[] bytes) {
        decodedOrPoison(bytes);
    }

    @Property(tries = 20_000)
    void anyBytesBehindAKnownIdAreDecodedOrPoison(@ForAll("ids") int id, @ForAll byte[] body) {
        byte[] head = ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
        decodedOrPoison(Records.concat(head, body));
    }

    @Property(tries = 20_000)
    void aByteThatFlippedIsDecodedOrPoison(
            @ForAll("facts") Fact fact,
            @ForAll @IntRange(max = 10_000) int where,
            @ForAll byte to) {
        byte[] bytes = CODEC.encode(fact);
        bytes[where % bytes.length] = to;
        decodedOrPoison(bytes);
    }

    /** Whatever else is thrown, errors of the JVM included, fails the property. */
    private static void decodedOrPoison(byte[] bytes) {
        try {
            CODEC.typeOf(CODEC.decode(bytes));
        } catch (UndecodableException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("poison without a sentence", e);
            }
        }
    }

    @Provide
    Arbitrary<Integer> ids() {
        return Arbitraries.of(IDS);
    }

    @Provide
    Arbitrary<Fact> facts() {
        Arbitrary<Instant> times =
                Arbitraries.longs()
                        .between(-62_135_596_800_000L, 253_402_300_799_999L)
                        .map(Instant::ofEpochMilli);
        Arbitrary<Fact.Line> lines =
                Combinators.combine(text(), Arbitraries.integers(), Arbitraries.longs())
                        .as(Fact.Line::new);
        Arbitrary<Fact> placed =
                Combinators.combine(
                                text(),
                                text(),
                                lines.list().ofMaxSize(8),
                                Arbitraries.longs(),
                                times,
                                times)
                        .as(Fact.Placed::new);
        Arbitrary<Fact> cancelled =
                Combinators.combine(
                                text().filter(id -> !id.isEmpty()),
                                Arbitraries.of(Fact.Cause.class),
                                text(),
                                times)
                        .as(Fact.Cancelled::new);
        Arbitrary<Fact> answered =
                Combinators.combine(text(), Arbitraries.integers(), text().injectNull(0.2))
                        .as(Fact.Answered::new);
        return Arbitraries.oneOf(placed, cancelled, answered);
    }

    /** Any text that UTF-8 can hold: a surrogate without its other half cannot be. */
    private static Arbitrary<String> text() {
        return Arbitraries.strings()
                .all()
                .ofMaxLength(40)
                .map(
                        text ->
                                new String(
                                        text.getBytes(StandardCharsets.UTF_8),
                                        StandardCharsets.UTF_8));
    }
}
