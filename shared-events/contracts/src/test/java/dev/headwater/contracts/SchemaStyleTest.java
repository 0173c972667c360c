package dev.headwater.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

/** The house rules for schemas: documented, self-contained, open to evolution. */
class SchemaStyleTest {

    @Test
    void everyRecordAndFieldSaysWhatItMeansAndInWhichUnit() {
        AvroSources.all().forEach(SchemaStyleTest::documented);
    }

    private static void documented(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertNotNull(schema.getDoc(), schema.getFullName());
                for (Field field : schema.getFields()) {
                    String at = schema.getFullName() + "." + field.name();
                    assertNotNull(field.doc(), at + " has no doc");
                    assertTrue(field.doc().contains("; "), at + ": meaning; unit");
                    documented(field.schema());
                }
            }
            case ARRAY -> documented(schema.getElementType());
            case UNION -> schema.getTypes().forEach(SchemaStyleTest::documented);
            case ENUM -> {
                assertNotNull(schema.getDoc(), schema.getFullName());
                assertEquals("UNKNOWN", schema.getEnumDefault(), schema.getFullName());
            }
            default -> {}
        }
    }

    @Test
    void optionalFieldsAreNullFirstAndNullByDefault() {
        for (Schema schema : AvroSources.all()) {
            for (Field field : schema.getFields()) {
                if (field.schema().getType() == Schema.Type.UNION) {
                    assertEquals(
                            Schema.Type.NULL,
                            field.schema().getTypes().getFirst().getType(),
                            field.name());
                    assertTrue(field.hasDefaultValue(), schema.getFullName() + "." + field.name());
                }
            }
        }
    }

    @Test
    void nestedTypesAreNamedAfterTheirOnlyOwner() {
        Map<String, String> owners = new HashMap<>();
        for (Schema schema : AvroSources.all()) {
            for (Field field : schema.getFields()) {
                Schema type = field.schema();
                Schema nested = type.getType() == Schema.Type.ARRAY ? type.getElementType() : type;
                if (nested.getType() == Schema.Type.RECORD
                        || nested.getType() == Schema.Type.ENUM) {
                    assertTrue(nested.getName().startsWith(schema.getName()), nested.getFullName());
                    assertEquals(
                            null,
                            owners.put(nested.getFullName(), schema.getName()),
                            nested.getFullName());
                }
            }
        }
    }

    @Test
    void amountsAreLongsBesideACurrency() {
        for (Schema schema : AvroSources.all()) {
            for (Field field : schema.getFields()) {
                if (field.name().endsWith("Minor")) {
                    assertEquals(Schema.Type.LONG, field.schema().getType());
                    assertNotNull(schema.getField("currency"), schema.getFullName());
                }
            }
        }
    }
}
