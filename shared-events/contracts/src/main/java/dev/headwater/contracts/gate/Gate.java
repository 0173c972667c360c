package dev.headwater.contracts.gate;

import dev.headwater.contracts.SchemaPack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Decides whether today's contracts may follow the released ones: every schema against every
 * released version of it, both ways, by Avro's own checker and by what a registry does not look at.
 */
public final class Gate {

    /** Where one thing went wrong, whatever the number of releases that it breaks with. */
    private record Place(Rule rule, String subject, String field, String problem) {}

    private final Map<Place, List<String>> found = new LinkedHashMap<>();

    private Gate() {}

    /**
     * Every reason to refuse {@code today}, one per place and rule; none when it may be released.
     *
     * @param released oldest first
     */
    public static List<Breach> check(List<Contract> released, Contract today) {
        Gate gate = new Gate();
        for (Contract release : released) {
            gate.schemas(release, today);
            gate.topics(release, today);
            gate.ids(release, today);
        }
        gate.idsOf(today);
        List<Breach> breaches = new ArrayList<>();
        gate.found.forEach(
                (place, versions) ->
                        breaches.add(
                                new Breach(
                                        place.rule(),
                                        place.subject(),
                                        place.field(),
                                        versions,
                                        place.problem())));
        return breaches;
    }

    /** What Avro and a registry with rule FULL say of one change: nothing else looks at meaning. */
    public static boolean avroAccepts(Schema released, Schema today) {
        return AvroVerdicts.fullyCompatible(released, today);
    }

    private void add(String version, Rule rule, String subject, String field, String problem) {
        List<String> versions =
                found.computeIfAbsent(
                        new Place(rule, subject, field, problem), _ -> new ArrayList<>());
        if (!versions.contains(version)) {
            versions.add(version);
        }
    }

    private void schemas(Contract release, Contract today) {
        for (Map.Entry<String, Schema> released : release.schemas().entrySet()) {
            Schema now = today.schemas().get(released.getKey());
            if (now == null) {
                gone(release, released.getValue(), today);
            } else {
                compare(release.version(), released.getValue(), now);
            }
        }
    }

    private void compare(String version, Schema released, Schema now) {
        String name = released.getFullName();
        Set<String> places = new HashSet<>();
        new SchemaComparison(
                        (rule, field, problem) -> {
                            places.add(field);
                            add(version, rule, name, field, problem);
                        })
                .compare(released, now);
        AvroVerdicts.compare(
                released,
                now,
                (rule, field, problem) -> {
                    if (!places.contains(field)) {
                        add(version, rule, name, field, problem);
                    }
                });
    }

    private void gone(Contract release, Schema released, Contract today) {
        Optional<Schema> moved =
                today.schemas().values().stream()
                        .filter(schema -> !release.schemas().containsKey(schema.getFullName()))
                        .filter(schema -> isSuccessor(released, schema))
                        .findFirst();
        if (moved.isPresent()) {
            add(
                    release.version(),
                    Rule.SCHEMA_RENAMED,
                    released.getFullName(),
                    "",
                    "it is called " + moved.get().getFullName() + " now");
        } else {
            String topics =
                    switch (SchemaFiles.kind(released)) {
                        case EVENT -> "the events of the log are kept for ever";
                        case COMMAND -> "commands wait in the inbox for as long as it is kept";
                        case OUTCOME -> "outcomes are replayed for as long as they are kept";
                    };
            add(
                    release.version(),
                    Rule.SCHEMA_REMOVED,
                    released.getFullName(),
                    "",
                    "the schema is gone, and " + topics);
        }
    }

    private static boolean isSuccessor(Schema released, Schema candidate) {
        boolean sameName = candidate.getName().equals(released.getName());
        boolean sameFields =
                SchemaFiles.kind(candidate) == SchemaFiles.kind(released)
                        && candidate.getFields().stream()
                                .map(Schema.Field::name)
                                .toList()
                                .equals(
                                        released.getFields().stream()
                                                .map(Schema.Field::name)
                                                .toList());
        return sameName || sameFields;
    }

    private void topics(Contract release, Contract today) {
        new TopicComparison(
                        (rule, topic, problem) -> add(release.version(), rule, topic, "", problem))
                .compare(release.topics(), today.topics());
    }

    private void ids(Contract release, Contract today) {
        release.ids()
                .forEach(
                        (id, sha256) -> {
                            String now = today.ids().get(id);
                            if (!sha256.equals(now)) {
                                String problem =
                                        now == null
                                                ? "the id is gone"
                                                : "the id stands for another schema now";
                                add(release.version(), Rule.ID_CHANGED, "id " + id, "", problem);
                            }
                        });
    }

    private void idsOf(Contract today) {
        for (Schema schema : today.schemas().values()) {
            if (!today.ids().containsValue(SchemaPack.sha256(schema.toString()))) {
                add(
                        today.version(),
                        Rule.ID_MISSING,
                        schema.getFullName(),
                        "",
                        "no id stands for this schema yet");
            }
        }
    }
}
