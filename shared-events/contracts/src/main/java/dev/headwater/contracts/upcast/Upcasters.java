package dev.headwater.contracts.upcast;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.SchemaPack.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The steps from released versions of records to today's.
 *
 * <p>A version without a step of its own is read by Avro's rules: same names, defaults for what is
 * new. A step is needed where the default would say less than what is known of old records, and
 * where another record has replaced one. Immutable.
 */
public final class Upcasters {

    private record Place(String fullName, int version) {}

    private record Replacement(String fullName, Upcaster upcaster) {}

    private final Map<Place, Upcaster> steps;
    private final Map<String, Replacement> replacements;

    private Upcasters(Builder builder) {
        steps = Map.copyOf(builder.steps);
        replacements = Map.copyOf(builder.replacements);
    }

    /** No step at all: Avro's rules only. */
    public static Upcasters none() {
        return new Builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects steps. Not thread-safe. */
    public static final class Builder {
        private final Map<Place, Upcaster> steps = new HashMap<>();
        private final Map<String, Replacement> replacements = new HashMap<>();

        private Builder() {}

        /**
         * The step from {@code version} of a record to the next.
         *
         * @throws IllegalArgumentException when there is one already
         */
        public Builder step(String fullName, int version, Upcaster upcaster) {
            if (steps.put(new Place(fullName, version), upcaster) != null) {
                throw new IllegalArgumentException(
                        "%s version %d has two steps".formatted(fullName, version));
            }
            return this;
        }

        /**
         * The step from the newest version of a record to the first of the one that replaces it.
         *
         * @throws IllegalArgumentException when there is one already
         */
        public Builder replaced(String fullName, String by, Upcaster upcaster) {
            if (replacements.put(fullName, new Replacement(by, upcaster)) != null) {
                throw new IllegalArgumentException(fullName + " is replaced twice");
            }
            return this;
        }

        public Upcasters build() {
            return new Upcasters(this);
        }
    }

    /**
     * All steps that a record of {@code writer} has to go, composed.
     *
     * @param pack has every version on the way
     * @param asked whether a reader asks for records of a full name: who still asks for a replaced
     *     one gets it
     * @return empty when Avro's rules suffice
     * @throws IllegalStateException when a step leads to a version that the pack does not hold
     */
    public Optional<Upcast> from(Content writer, SchemaPack pack, Predicate<String> asked) {
        List<Upcast.Step> way = new ArrayList<>();
        boolean needed = false;
        Content at = writer;
        while (true) {
            Upcaster step = steps.get(new Place(at.fullName(), at.version()));
            Content next = version(pack, at.fullName(), at.version() + 1);
            if (next != null) {
                needed |= step != null;
                way.add(new Upcast.Step(at.schema(), next.schema(), step));
                at = next;
                continue;
            }
            if (step != null) {
                throw new IllegalStateException(
                        "a step leads from %s version %d to a version that has no id"
                                .formatted(at.fullName(), at.version()));
            }
            Replacement replacement = replacements.get(at.fullName());
            if (replacement == null || asked.test(at.fullName())) {
                return needed ? Optional.of(new Upcast(writer, at, way)) : Optional.empty();
            }
            Content first = version(pack, replacement.fullName(), 1);
            if (first == null) {
                throw new IllegalStateException(
                        "%s replaces %s and has no id"
                                .formatted(replacement.fullName(), at.fullName()));
            }
            needed = true;
            way.add(new Upcast.Step(at.schema(), first.schema(), replacement.upcaster()));
            at = first;
        }
    }

    private static @Nullable Content version(SchemaPack pack, String fullName, int version) {
        return pack.contents().stream()
                .filter(c -> c.version() == version && c.fullName().equals(fullName))
                .findFirst()
                .orElse(null);
    }
}
