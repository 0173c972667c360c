package dev.headwater.contracts.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;

/** What changed between two versions of the contracts, allowed or not, for people. */
public final class Changes {

    private final List<String> lines = new ArrayList<>();

    private Changes() {}

    /** A line per schema, field or topic that differs; none when nothing does. */
    public static List<String> between(Contract before, Contract now) {
        Changes changes = new Changes();
        now.schemas()
                .forEach(
                        (name, schema) -> {
                            Schema was = before.schemas().get(name);
                            if (was == null) {
                                changes.lines.add("+ " + name);
                            } else if (!was.toString().equals(schema.toString())) {
                                changes.schema(was, schema);
                            }
                        });
        before.schemas().keySet().stream()
                .filter(name -> !now.schemas().containsKey(name))
                .forEach(name -> changes.lines.add("- " + name));
        changes.topics(before, now);
        return List.copyOf(changes.lines);
    }

    /** A line per field that differs between two versions of one schema. */
    public static List<String> of(Schema before, Schema now) {
        Changes changes = new Changes();
        changes.schema(before, now);
        return List.copyOf(changes.lines.subList(1, changes.lines.size()));
    }

    private void schema(Schema was, Schema is) {
        lines.add("~ " + is.getFullName());
        if (!Objects.equals(was.getDoc(), is.getDoc())) {
            lines.add("    doc: " + is.getDoc());
        }
        fields("    ", was, is);
    }

    private void fields(String indent, Schema was, Schema is) {
        for (Field field : is.getFields()) {
            Field before = was.getField(field.name());
            if (before == null) {
                lines.add(indent + "+ " + field.name() + " " + text(field));
            } else if (!text(before).equals(text(field))) {
                Schema inner = record(field.schema());
                Schema innerBefore = record(before.schema());
                if (inner != null && innerBefore != null) {
                    lines.add(indent + "~ " + field.name());
                    fields(indent + "    ", innerBefore, inner);
                } else {
                    lines.add(indent + "~ " + field.name() + " " + text(before));
                    lines.add(
                            indent + "  " + " ".repeat(field.name().length()) + "→ " + text(field));
                }
            }
        }
        for (Field field : was.getFields()) {
            if (is.getField(field.name()) == null) {
                lines.add(indent + "- " + field.name());
            }
        }
    }

    private static @Nullable Schema record(Schema schema) {
        Schema inner = schema.getType() == Schema.Type.ARRAY ? schema.getElementType() : schema;
        return inner.getType() == Schema.Type.RECORD ? inner : null;
    }

    private static String text(Field field) {
        return "%s%s: %s"
                .formatted(
                        field.schema(),
                        field.hasDefaultValue() ? " = " + field.defaultVal() : "",
                        field.doc());
    }

    private void topics(Contract before, Contract now) {
        for (Map.Entry<String, TopicTerms> topic : now.topics().entrySet()) {
            TopicTerms was = before.topics().get(topic.getKey());
            if (was == null) {
                lines.add("+ topic " + topic.getKey());
            } else if (!was.equals(topic.getValue())) {
                lines.add(
                        "~ topic %s%n    %s%n    → %s"
                                .formatted(topic.getKey(), was, topic.getValue()));
            }
        }
        before.topics().keySet().stream()
                .filter(name -> !now.topics().containsKey(name))
                .forEach(name -> lines.add("- topic " + name));
    }
}
