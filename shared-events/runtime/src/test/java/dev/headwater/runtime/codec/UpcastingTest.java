package dev.headwater.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.inventory.events.AllocationShipped;
import dev.headwater.contracts.inventory.events.StockShipped;
import dev.headwater.contracts.orders.events.OrderConfirmed;
import dev.headwater.contracts.payments.events.PaymentAuthorized;
import dev.headwater.contracts.upcast.Upcasters;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Old records in today's words, and records that are newer than this build. */
class UpcastingTest {

    private static final SchemaPack PACK = SchemaPack.load();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int FUTURE = 9_000;

    private static SchemaPack.Content version(Class<?> record, int version) {
        return PACK.contents().stream()
                .filter(c -> c.fullName().equals(record.getName()) && c.version() == version)
                .findFirst()
                .orElseThrow();
    }

    private static byte[] authorizedOf(String authorization) {
        SchemaPack.Content first = version(PaymentAuthorized.class, 1);
        GenericData.Record record = new GenericData.Record(first.schema());
        record.put("orderId", "o-1");
        record.put("amountMinor", 900L);
        record.put("currency", "EUR");
        record.put("authorization", authorization);
        record.put("authorizedAt", NOON);
        return Records.encode(first.contentId(), first.schema(), record);
    }

    private static AvroCodec.Builder<String> parts(SchemaLookup lookup) {
        return AvroCodec.<String>builder(PACK, lookup)
                .read(
                        PaymentAuthorized.class,
                        record ->
                                record.getAuthorization()
                                        + " is "
                                        + record.getAuthorizationScheme()
                                        + "|"
                                        + record.getAuthorizationReference());
    }

    @Test
    void aFieldThatWasSplitIsReadInItsParts() {
        AvroCodec<String> codec = parts(SchemaLookup.none()).build();
        assertEquals("auth-12-34 is auth|12-34", codec.decode(authorizedOf("auth-12-34")));
        assertEquals("1234 is |1234", codec.decode(authorizedOf("1234")));
    }

    @Test
    void withoutItsStepTheNewFieldsWouldHaveTheirDefaults() {
        AvroCodec<String> codec = parts(SchemaLookup.none()).upcasters(Upcasters.none()).build();
        assertEquals("auth-12 is |", codec.decode(authorizedOf("auth-12")));
    }

    @Test
    void stepsAreComposed() {
        Upcasters ways =
                Upcasters.builder()
                        .step(
                                AllocationShipped.class.getName(),
                                1,
                                (before, after) ->
                                        after.put("quantity", (int) before.get("quantity") + 1))
                        .replaced(
                                AllocationShipped.class.getName(),
                                StockShipped.class.getName(),
                                (before, after) ->
                                        after.put("quantity", (int) before.get("quantity") * 10))
                        .build();
        AvroCodec<Integer> codec =
                AvroCodec.<Integer>builder(PACK, SchemaLookup.none())
                        .read(StockShipped.class, StockShipped::getQuantity)
                        .upcasters(ways)
                        .build();
        assertEquals(40, codec.decode(shipped(1, 3)));
        assertEquals(30, codec.decode(shipped(2, 3)));
    }

    @Test
    void whoStillAsksForAReplacedRecordGetsIt() {
        AvroCodec<String> codec =
                AvroCodec.<String>builder(PACK, SchemaLookup.none())
                        .read(AllocationShipped.class, record -> "old " + record.getQuantity())
                        .read(StockShipped.class, record -> "new " + record.getQuantity())
                        .build();
        assertEquals("old 3", codec.decode(shipped(1, 3)));
    }

    private static byte[] shipped(int version, int quantity) {
        SchemaPack.Content content = version(AllocationShipped.class, version);
        GenericData.Record record = new GenericData.Record(content.schema());
        record.put("sku", "tea");
        record.put("orderId", "o-1");
        record.put("quantity", quantity);
        record.put("shippedAt", NOON);
        return Records.encode(content.contentId(), content.schema(), record);
    }

    @Test
    void aTypeThatIsNewerThanThisBuildIsNeverSkipped() {
        Schema future =
                new Schema.Parser()
                        .parse(
                                OrderConfirmed.SCHEMA$
                                        .toString()
                                        .replace("OrderConfirmed", "OrderSplit"));
        AvroCodec<String> codec =
                parts(id -> id == FUTURE ? Optional.of(future) : Optional.empty())
                        .otherwise("other")
                        .build();
        GenericData.Record record = new GenericData.Record(future);
        record.put("orderId", "o-1");
        record.put("amountMinor", 1L);
        record.put("currency", "EUR");
        record.put("confirmedAt", NOON);
        byte[] bytes = Records.encode(FUTURE, future, record);
        UndecodableException refused =
                assertThrows(UndecodableException.class, () -> codec.decode(bytes));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .contains("OrderSplit, which is newer than this release"),
                refused.getMessage());
    }

    @Test
    void aTypeOfTheContractsThatNobodyAskedForIsOther() {
        Schema newer =
                new Schema.Parser()
                        .parse(
                                OrderConfirmed.SCHEMA$
                                        .toString()
                                        .replace("Stock is reserved", "Stock is set aside"));
        AvroCodec<String> codec =
                parts(id -> id == FUTURE ? Optional.of(newer) : Optional.empty())
                        .otherwise("other")
                        .build();
        assertEquals("other", codec.decode(Records.encode(FUTURE, newer, confirmed(newer))));
        int known = PACK.idOf(OrderConfirmed.SCHEMA$);
        assertEquals(
                "other",
                codec.decode(
                        Records.encode(
                                known, OrderConfirmed.SCHEMA$, confirmed(OrderConfirmed.SCHEMA$))));
    }

    private static GenericData.Record confirmed(Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        record.put("orderId", "o-1");
        record.put("amountMinor", 1L);
        record.put("currency", "EUR");
        record.put("confirmedAt", NOON);
        return record;
    }
}
