package dev.headwater.contracts.gate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a schema promises in words. The house rule: a field's {@code doc} is "meaning; unit.",
 * unless a property {@code unit} says the unit; an event's {@code doc} names its stream.
 */
public final class FieldTerms {

    private static final Pattern STREAM = Pattern.compile("[Ss]tream ([a-z]+-<[A-Za-z]+>)");
    private static final String BETWEEN = "; ";

    private FieldTerms() {}

    /** What the field means, without its unit. */
    public static String meaning(Field field) {
        String doc = text(field.doc());
        int at = doc.lastIndexOf(BETWEEN);
        return at < 0 ? doc : doc.substring(0, at);
    }

    /** The unit of the field's values; empty when nothing says one. */
    public static String unit(Field field) {
        Object property = field.getObjectProp("unit");
        if (property != null) {
            return property.toString();
        }
        String doc = text(field.doc());
        int at = doc.lastIndexOf(BETWEEN);
        String unit = at < 0 ? "" : doc.substring(at + BETWEEN.length());
        return unit.endsWith(".") ? unit.substring(0, unit.length() - 1) : unit;
    }

    /** Why the words of a field changed and its meaning did not; empty unless it says so. */
    static Optional<String> reworded(Field field) {
        return Optional.ofNullable(field.getObjectProp("reworded")).map(Object::toString);
    }

    /** The stream that a record belongs to, such as {@code order-<orderId>}. */
    public static Optional<String> stream(Schema schema) {
        Matcher stream = STREAM.matcher(text(schema.getDoc()));
        return stream.find() ? Optional.of(stream.group(1)) : Optional.empty();
    }

    private static String text(@Nullable String doc) {
        return doc == null ? "" : doc;
    }
}
