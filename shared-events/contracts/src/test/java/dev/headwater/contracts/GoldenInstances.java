package dev.headwater.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;

/**
 * One fixed instance of every schema, made from the names of its fields: no two fields of a record
 * hold the same value, so that fields which changed places do not go unseen.
 *
 * <p>The rules below are as much part of the golden file as its bytes; changing them means that
 * released bytes can no longer be checked.
 */
final class GoldenInstances {

    /** 2026-01-01T12:00:00Z [ms since the epoch]. */
    private static final long NOON = 1_767_268_800_000L;

    private GoldenInstances() {}

    static GenericData.Record of(Schema schema) {
        return record(schema, 1);
    }

    /** The instance numbered {@code which} (from 1) of a record's schema. */
    private static GenericData.Record record(Schema schema, int which) {
        GenericData.Record record = new GenericData.Record(schema);
        for (Field field : schema.getFields()) {
            record.put(field.pos(), value(field, field.schema(), which));
        }
        return record;
    }

    private static Object value(Field field, Schema schema, int which) {
        int number = which * 100 + field.pos();
        return switch (schema.getType()) {
            case STRING -> text(field.name(), which);
            case INT -> field.name().equals("status") ? 201 : number;
            case LONG ->
                    schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                            ? NOON + number
                            : number * 1_000_003L;
            case BOOLEAN -> true;
            case BYTES ->
                    ByteBuffer.wrap(
                            "%-32s".formatted(field.name()).getBytes(StandardCharsets.UTF_8));
            case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(which % 3));
            case ARRAY ->
                    List.of(
                            value(field, schema.getElementType(), which),
                            value(field, schema.getElementType(), which + 1));
            case RECORD -> record(schema, which);
            case UNION -> value(field, schema.getTypes().getLast(), which);
            case MAP, FIXED, FLOAT, DOUBLE, NULL ->
                    throw new IllegalArgumentException(
                            "say here what a golden %s is".formatted(schema.getType()));
        };
    }

    private static String text(String field, int which) {
        return field.equals("currency") ? "EUR" : field + "-" + which + " é🫖";
    }
}
