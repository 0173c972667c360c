package dev.headwater.contracts.gate;

import java.util.List;
import java.util.Objects;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * One released schema against today's of the same name: what a registry does not look at.
 *
 * <p>Avro's rules know whether bytes can be read, not whether they mean the same. Everything here
 * is about the second.
 */
final class SchemaComparison {

    /** Takes what was found. */
    interface Sink {
        void breach(Rule rule, String field, String problem);
    }

    private final Sink sink;

    SchemaComparison(Sink sink) {
        this.sink = sink;
    }

    void compare(Schema released, Schema today) {
        String before = FieldTerms.stream(released).orElse("no stream");
        String now = FieldTerms.stream(today).orElse("no stream");
        changed(Rule.STREAM_KEY_CHANGED, "", "the stream it belongs to", before, now);
        types("", released, today);
    }

    private void types(String at, Schema released, Schema today) {
        if (released.getType() != today.getType()) {
            sink.breach(
                    Rule.TYPE_CHANGED,
                    at,
                    "the type was %s and is %s".formatted(name(released), name(today)));
            return;
        }
        logicalTypes(at, released, today);
        switch (released.getType()) {
            case RECORD -> {
                if (names(at, released, today)) {
                    fields(at, released, today);
                }
            }
            case ENUM -> {
                if (names(at, released, today)) {
                    symbols(at, released, today);
                }
            }
            case ARRAY -> types(at + "[]", released.getElementType(), today.getElementType());
            case MAP -> types(at + "{}", released.getValueType(), today.getValueType());
            case UNION -> branches(at, released, today);
            case FIXED -> names(at, released, today);
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
        }
    }

    private void logicalTypes(String at, Schema released, Schema today) {
        LogicalType before = released.getLogicalType();
        LogicalType now = today.getLogicalType();
        if (!Objects.equals(before, now)
                || !Objects.equals(
                        released.getProp(LogicalType.LOGICAL_TYPE_PROP),
                        today.getProp(LogicalType.LOGICAL_TYPE_PROP))) {
            sink.breach(
                    Rule.LOGICAL_TYPE_CHANGED,
                    at,
                    "the logical type was %s and is %s"
                            .formatted(logical(released), logical(today)));
        }
    }

    private boolean names(String at, Schema released, Schema today) {
        return changed(
                Rule.SCHEMA_RENAMED,
                at,
                "the full name of its type",
                released.getFullName(),
                today.getFullName());
    }

    private void fields(String at, Schema released, Schema today) {
        String prefix = at.isEmpty() ? "" : at + ".";
        for (Field before : released.getFields()) {
            Field now = today.getField(before.name());
            if (now == null) {
                sink.breach(Rule.FIELD_REMOVED, prefix + before.name(), "the field is gone");
            } else {
                field(prefix + before.name(), before, now);
            }
        }
        for (Field now : today.getFields()) {
            if (released.getField(now.name()) == null && !now.hasDefaultValue()) {
                sink.breach(
                        Rule.FIELD_WITHOUT_DEFAULT,
                        prefix + now.name(),
                        "the field is new and has no default");
            }
        }
    }

    private void field(String at, Field before, Field now) {
        changed(Rule.UNIT_CHANGED, at, "the unit", FieldTerms.unit(before), FieldTerms.unit(now));
        changed(
                Rule.UNIT_CHANGED,
                at,
                "the scale",
                String.valueOf(before.getObjectProp("scale")),
                String.valueOf(now.getObjectProp("scale")));
        if (FieldTerms.reworded(now).isEmpty()) {
            changed(
                    Rule.MEANING_CHANGED,
                    at,
                    "the meaning",
                    FieldTerms.meaning(before),
                    FieldTerms.meaning(now));
        }
        if (before.hasDefaultValue() && !Objects.equals(value(before), value(now))) {
            sink.breach(
                    Rule.DEFAULT_CHANGED,
                    at,
                    "the default was %s and is %s"
                            .formatted(value(before), now.hasDefaultValue() ? value(now) : "none"));
        }
        types(at, before.schema(), now.schema());
    }

    private static Object value(Field field) {
        return String.valueOf(field.hasDefaultValue() ? field.defaultVal() : "no default at all");
    }

    private void symbols(String at, Schema released, Schema today) {
        for (String symbol : released.getEnumSymbols()) {
            if (!today.hasEnumSymbol(symbol)) {
                sink.breach(Rule.ENUM_SYMBOL_REMOVED, at, "the symbol " + symbol + " is gone");
            }
        }
        List<String> added =
                today.getEnumSymbols().stream().filter(s -> !released.hasEnumSymbol(s)).toList();
        if (!added.isEmpty() && released.getEnumDefault() == null) {
            sink.breach(
                    Rule.ENUM_WITHOUT_DEFAULT,
                    at,
                    "the symbols %s are new, and released readers have no default for them"
                            .formatted(added));
        }
        if (released.getEnumDefault() != null) {
            changed(
                    Rule.ENUM_DEFAULT_CHANGED,
                    at,
                    "the default symbol",
                    released.getEnumDefault(),
                    String.valueOf(today.getEnumDefault()));
        }
    }

    private void branches(String at, Schema released, Schema today) {
        List<String> before = released.getTypes().stream().map(Schema::getFullName).toList();
        List<String> now = today.getTypes().stream().map(Schema::getFullName).toList();
        if (!before.equals(now)) {
            sink.breach(
                    Rule.TYPE_CHANGED,
                    at,
                    "it was one of %s and is one of %s".formatted(before, now));
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            types(at, released.getTypes().get(i), today.getTypes().get(i));
        }
    }

    /** Reports a difference; true when there is none. */
    private boolean changed(Rule rule, String at, String what, String before, String now) {
        boolean same = before.equals(now);
        if (!same) {
            sink.breach(rule, at, "%s was \"%s\" and is \"%s\"".formatted(what, before, now));
        }
        return same;
    }

    private static String name(Schema schema) {
        return schema.getType() == Schema.Type.UNION ? schema.toString() : schema.getFullName();
    }

    private static String logical(Schema schema) {
        String name = schema.getProp(LogicalType.LOGICAL_TYPE_PROP);
        if (name == null) {
            return "none";
        }
        Object scale = schema.getObjectProp("scale");
        return scale == null ? name : name + " of scale " + scale;
    }
}
