package dev.headwater.contracts.gate;

import java.util.List;

/**
 * One reason to refuse a change.
 *
 * @param subject full name of the schema, or the topic, or the file
 * @param field path of the field within the schema, such as {@code lines[].quantity}; empty when it
 *     is about the whole
 * @param versions the releases that it breaks with, oldest first
 * @param problem what was and what is, as a clause
 */
public record Breach(
        Rule rule, String subject, String field, List<String> versions, String problem) {

    public Breach {
        versions = List.copyOf(versions);
    }

    /** A sentence for people: where, what, since which release, and the way out. */
    public String text() {
        return "%s%s: %s (release %s against the working tree; %s)%n    Way out: %s."
                .formatted(
                        subject,
                        field.isEmpty() ? "" : ", field " + field,
                        problem,
                        String.join(", ", versions),
                        rule,
                        rule.wayOut());
    }
}
