package dev.headwater.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.orders.events.OrderCancelled;
import dev.headwater.contracts.orders.events.OrderPlaced;
import dev.headwater.contracts.platform.Outcome;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

/** Writers of other versions: their schema is found by id, and read as today's. */
class EvolutionTest {

    private static final int OTHER_ID = 4_711;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static Schema parse(Schema today, String from, String to) {
        String text = today.toString();
        assertTrue(text.contains(from), text);
        return new Schema.Parser().parse(text.replace(from, to));
    }

    private static Fact decode(Schema writer, Object record) {
        AvroCodec<Fact> codec =
                Fact.codec(id -> id == OTHER_ID ? Optional.of(writer) : Optional.empty());
        return codec.decode(Records.encode(OTHER_ID, writer, record));
    }

    @Test
    void aFieldThatANewerWriterAddedIsSkipped() {
        Schema newer =
                parse(
                        OrderPlaced.SCHEMA$,
                        "{\"name\":\"totalMinor\"",
                        "{\"name\":\"notes\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"default\":[]},"
                                + "{\"name\":\"totalMinor\"");
        GenericData.Record line =
                new GenericData.Record(newer.getField("lines").schema().getElementType());
        line.put("sku", "tea");
        line.put("quantity", 2);
        line.put("unitPriceMinor", 450L);
        line.put("discountMinor", 0L);
        GenericData.Record record =
                new GenericRecordBuilder(newer)
                        .set("orderId", "o-1")
                        .set("customerId", "ada")
                        .set("lines", List.of(line))
                        .set("notes", List.of("gift", "ring twice"))
                        .set("totalMinor", 900L)
                        .set("currency", "EUR")
                        .set("paymentMethod", "tok_ok")
                        .set("placedAt", NOON)
                        .set("expiresAt", NOON)
                        .build();
        assertEquals(
                new Fact.Placed(
                        "o-1", "ada", List.of(new Fact.Line("tea", 2, 450)), 900, NOON, NOON),
                decode(newer, record));
    }

    private static GenericData.Record answer(Schema writer) {
        GenericData.Record record = new GenericData.Record(writer);
        record.put("commandId", "c-1");
        record.put("commandType", "PlaceOrder");
        record.put("fingerprint", ByteBuffer.allocate(32));
        Schema kind = writer.getField("kind").schema();
        record.put("kind", new GenericData.EnumSymbol(kind, "ACCEPTED"));
        record.put("repeat", false);
        record.put("status", 201);
        record.put("lastEventOffset", 7L);
        record.put("streamVersion", 1L);
        return record;
    }

    @Test
    void aFieldThatAnOlderWriterLackedHasItsDefault() {
        Schema today = Outcome.SCHEMA$;
        List<Schema.Field> fields =
                today.getFields().stream()
                        .filter(field -> !field.name().equals("body"))
                        .map(field -> new Schema.Field(field, field.schema()))
                        .toList();
        Schema older =
                Schema.createRecord("Outcome", today.getDoc(), today.getNamespace(), false, fields);
        assertEquals(new Fact.Answered("c-1", 201, null), decode(older, answer(older)));
    }

    @Test
    void aSymbolThatANewerWriterAddedIsReadAsTheDefault() {
        Schema newer = parse(OrderCancelled.SCHEMA$, "\"DEADLINE\",", "\"DEADLINE\",\"FRAUD\",");
        GenericData.Record record = new GenericData.Record(newer);
        record.put("orderId", "o-1");
        record.put("cause", new GenericData.EnumSymbol(newer.getField("cause").schema(), "FRAUD"));
        record.put("reason", "");
        record.put("cancelledAt", NOON);
        assertEquals(
                new Fact.Cancelled("o-1", Fact.Cause.UNKNOWN, "", NOON), decode(newer, record));
    }

    @Test
    void anIntThatBecameALongIsPromoted() {
        Schema older =
                parse(
                        Outcome.SCHEMA$,
                        "\"name\":\"streamVersion\",\"type\":\"long\"",
                        "\"name\":\"streamVersion\",\"type\":\"int\"");
        GenericData.Record record = answer(older);
        record.put("streamVersion", 1);
        assertEquals(new Fact.Answered("c-1", 201, null), decode(older, record));
    }

    @Test
    void aWriterWithoutAFieldThatWeNeedIsPoisonWithASentence() {
        Schema broken = parse(OrderCancelled.SCHEMA$, "\"name\":\"reason\"", "\"name\":\"why\"");
        GenericData.Record record = new GenericData.Record(broken);
        record.put("orderId", "o-1");
        record.put(
                "cause", new GenericData.EnumSymbol(broken.getField("cause").schema(), "CUSTOMER"));
        record.put("why", "");
        record.put("cancelledAt", NOON);
        UndecodableException e =
                assertThrows(UndecodableException.class, () -> decode(broken, record));
        assertTrue(String.valueOf(e.getMessage()).contains("reason"), e.getMessage());
    }
}
