package dev.headwater.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.orders.events.OrderCancelled;
import dev.headwater.contracts.orders.events.OrderConfirmed;
import dev.headwater.contracts.orders.events.OrderPlaced;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AvroCodecTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Fact PLACED =
            new Fact.Placed(
                    "o-1",
                    "ada",
                    List.of(new Fact.Line("tea", 2, 450), new Fact.Line("cup", 1, 1200)),
                    2100,
                    NOON,
                    NOON.plusSeconds(30));
    private static final Fact CANCELLED = new Fact.Cancelled("o-1", Fact.Cause.DEADLINE, "", NOON);

    private final SchemaPack pack = SchemaPack.load();
    private final AvroCodec<Fact> codec = Fact.codec(SchemaLookup.none());

    @Test
    void whatWasEncodedIsDecoded() {
        for (Fact fact :
                List.of(PLACED, CANCELLED, new Fact.Answered("c", 201, "{\"é\":\"🫖\"}"))) {
            assertEquals(fact, codec.decode(codec.encode(fact)));
        }
    }

    @Test
    void theWireFormIsAZeroTheIdAndAvroBinary() {
        byte[] bytes = codec.encode(new Fact.Cancelled("o-1", Fact.Cause.CUSTOMER, "x", NOON));
        ByteBuffer expected =
                ByteBuffer.allocate(64).put((byte) 0).putInt(pack.idOf(OrderCancelled.SCHEMA$));
        expected.put(new byte[] {6, 'o', '-', '1', 0, 2, 'x'});
        byte[] head = Arrays.copyOf(expected.array(), expected.position());
        assertArrayEquals(head, Arrays.copyOf(bytes, head.length));
    }

    @Test
    void theTypeIsTheRecordsSimpleName() {
        assertEquals("OrderPlaced", codec.typeOf(PLACED));
        assertEquals("OrderCancelled", codec.typeOf(CANCELLED));
    }

    @Test
    void anIdThatNobodyKnowsIsPoison() {
        undecodable(withId(987_654_321), "nobody knows schema id 987654321");
    }

    @Test
    void aNegativeIdIsPoisonAndNotAsked() {
        AvroCodec<Fact> asking =
                Fact.codec(
                        id -> {
                            throw new AssertionError("asked for " + id);
                        });
        assertThrows(UndecodableException.class, () -> asking.decode(withId(-1)));
    }

    @Test
    void anotherMagicByteIsPoison() {
        byte[] bytes = codec.encode(PLACED);
        bytes[0] = '{';
        undecodable(bytes, "not with 0x7b");
    }

    @Test
    void everyTruncationIsPoison() {
        byte[] bytes = codec.encode(PLACED);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(UndecodableException.class, () -> codec.decode(cut), "at " + length);
        }
    }

    @Test
    void bytesThatAreLeftOverArePoison() {
        byte[] bytes = codec.encode(CANCELLED);
        undecodable(Arrays.copyOf(bytes, bytes.length + 2), "2 bytes are left over");
    }

    @Test
    void aTypeThatIsNotMappedIsPoison() {
        undecodable(
                withId(pack.idOf(OrderConfirmed.SCHEMA$)),
                "OrderConfirmed, which is not read here");
    }

    @Test
    void whatTheDomainRefusesIsPoison() {
        OrderCancelled record =
                Facts.toAvro(new Fact.Cancelled("o", Fact.Cause.CUSTOMER, "", NOON));
        record.setOrderId("");
        byte[] bytes =
                Records.encode(pack.idOf(OrderCancelled.SCHEMA$), OrderCancelled.SCHEMA$, record);
        undecodable(bytes, "an order has an id");
    }

    @Test
    void aStringThatClaimsGigabytesCostsNothing() {
        byte[] start = withId(pack.idOf(OrderPlaced.SCHEMA$));
        byte[] hugeLength = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        undecodable(Records.concat(start, hugeLength), "bytes are announced");
    }

    @Test
    void anArrayThatClaimsBillionsOfItemsCostsNothing() {
        byte[] start = withId(pack.idOf(OrderPlaced.SCHEMA$));
        byte[] twoEmptyIdsThenHugeCount = {
            0, 0, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F
        };
        undecodable(Records.concat(start, twoEmptyIdsThenHugeCount), "items are announced");
    }

    @Test
    void aRegistryThatIsDownIsNoPoison() {
        AtomicBoolean down = new AtomicBoolean(true);
        AvroCodec<Fact> asking =
                Fact.codec(
                        _ -> {
                            if (down.get()) {
                                throw new SchemaUnavailableException("down");
                            }
                            return Optional.of(OrderCancelled.SCHEMA$);
                        });
        byte[] bytes = codec.encode(CANCELLED);
        ByteBuffer.wrap(bytes).putInt(1, 4_711);
        assertThrows(SchemaUnavailableException.class, () -> asking.decode(bytes));
        down.set(false);
        assertEquals(CANCELLED, asking.decode(bytes));
        down.set(true);
        assertEquals(CANCELLED, asking.decode(bytes), "an id that was found is not asked again");
    }

    @Test
    void aClassThatIsNotMappedIsADefectOfTheCodec() {
        assertThrows(IllegalArgumentException.class, () -> codec.encode(new Fact.Unmapped()));
    }

    private static byte[] withId(int id) {
        return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
    }

    private void undecodable(byte[] bytes, String sentence) {
        UndecodableException e =
                assertThrows(UndecodableException.class, () -> codec.decode(bytes));
        String message = String.valueOf(e.getMessage());
        assertTrue(message.contains(sentence), message);
    }
}
