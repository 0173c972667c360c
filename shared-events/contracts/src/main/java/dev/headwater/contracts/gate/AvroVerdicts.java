package dev.headwater.contracts.gate;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** Avro's own checker, both ways, with its places turned into names of fields. */
final class AvroVerdicts {

    private AvroVerdicts() {}

    /** Whether Avro has nothing against either direction: what FULL means to a registry. */
    static boolean fullyCompatible(Schema released, Schema today) {
        return reads(today, released) && reads(released, today);
    }

    private static boolean reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    static void compare(Schema released, Schema today, SchemaComparison.Sink sink) {
        for (Incompatibility found : found(today, released)) {
            sink.breach(
                    Rule.CANNOT_READ_RELEASED,
                    place(found, today),
                    "today's readers fail: " + why(found));
        }
        for (Incompatibility found : found(released, today)) {
            sink.breach(
                    Rule.CANNOT_BE_READ_BY_RELEASED,
                    place(found, released),
                    "released readers fail: " + why(found));
        }
    }

    private static List<Incompatibility> found(Schema reader, Schema writer) {
        SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        return pair.getType() == SchemaCompatibilityType.COMPATIBLE
                ? List.of()
                : pair.getResult().getIncompatibilities();
    }

    private static String why(Incompatibility found) {
        return found.getType() + " " + found.getMessage();
    }

    /** {@code /fields/2/type/items/fields/0} of the reader as {@code lines[].sku}. */
    private static String place(Incompatibility found, Schema reader) {
        List<String> path = new ArrayList<>();
        Schema at = reader;
        String[] tokens = found.getLocation().split("/", 0);
        for (int i = 1; i < tokens.length; i++) {
            if (tokens[i].equals("fields")
                    && i + 1 < tokens.length
                    && at.getType() == Schema.Type.RECORD) {
                Schema.Field field = at.getFields().get(Integer.parseInt(tokens[++i]));
                path.add(field.name());
                at = field.schema();
            } else if (tokens[i].equals("items") && at.getType() == Schema.Type.ARRAY) {
                path.set(path.size() - 1, path.getLast() + "[]");
                at = at.getElementType();
            } else if (at.getType() == Schema.Type.UNION && tokens[i].matches("\\d+")) {
                at = at.getTypes().get(Integer.parseInt(tokens[i]));
            }
        }
        return String.join(".", path);
    }
}
