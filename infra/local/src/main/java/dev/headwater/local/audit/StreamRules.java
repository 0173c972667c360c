package dev.headwater.local.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What holds in every service's log: versions, ids, partitions, and one outcome for a command. */
final class StreamRules {

    private record Command(String service, String id) {}

    private final ToIntFunction<String> partitions;
    private final Consumer<Finding> findings;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<Command, String> outcomes = new HashMap<>();
    private final Map<Command, String> effects = new HashMap<>();
    private final Set<Command> refused = new HashSet<>();
    private final Set<String> truncated = new HashSet<>();
    private long events;

    StreamRules(ToIntFunction<String> partitions, Consumer<Finding> findings) {
        this.partitions = partitions;
        this.findings = findings;
    }

    long events() {
        return events;
    }

    int commands() {
        return outcomes.size();
    }

    int streams() {
        return versions.size();
    }

    void event(AuditRecord event) {
        events++;
        String stream = event.service() + "/" + event.key();
        long version = number(event.header("stream-version"));
        long expected = versions.getOrDefault(stream, 0L) + 1;
        if (version != expected) {
            find(
                    "stream versions are dense",
                    stream,
                    "%s has version %d, not %d".formatted(event.place(), version, expected));
        }
        versions.put(stream, version);
        String id = EventIds.of(event.service(), event.key(), version).toString();
        if (!id.equals(event.header("event-id"))) {
            find(
                    "an event's id follows from its stream and version",
                    stream,
                    "%s has %s, not %s".formatted(event.place(), event.header("event-id"), id));
        }
        int partition = EventIds.partition(event.key(), partitions.applyAsInt(event.service()));
        if (partition != event.partition()) {
            find(
                    "a stream lives in the partition of its hash",
                    stream,
                    event.place() + ", not in " + partition);
        }
        String command = event.header("command-id");
        if (command == null) {
            find("an event names its command", stream, event.place());
        } else {
            effects.putIfAbsent(new Command(event.service(), command), event.place());
        }
    }

    void outcome(AuditRecord outcome) {
        if (Boolean.TRUE.equals(outcome.value().get("repeat"))) {
            return;
        }
        Command command = new Command(outcome.service(), outcome.text("commandId"));
        String before = outcomes.put(command, outcome.place());
        if (before != null) {
            find(
                    "a command has one outcome",
                    command.service() + "/" + command.id(),
                    before + " and " + outcome.place());
        }
        if (!outcome.text("kind").equals("ACCEPTED")) {
            refused.add(command);
        }
    }

    /** Outcomes are kept for 15 days only: of this service, an event without one proves nothing. */
    void outcomesAreTruncated(String service) {
        truncated.add(service);
    }

    /** What can only be said when the whole log was read. */
    List<Finding> atEnd() {
        List<Finding> late = new ArrayList<>();
        effects.forEach(
                (command, place) -> {
                    String name = command.service() + "/" + command.id();
                    if (refused.contains(command)) {
                        late.add(new Finding("a refused command has no effect", name, place));
                    } else if (!outcomes.containsKey(command)
                            && !truncated.contains(command.service())) {
                        late.add(
                                new Finding(
                                        "events and outcome commit together",
                                        name,
                                        place + " has no outcome"));
                    }
                });
        return late;
    }

    private void find(String rule, String subject, String detail) {
        findings.accept(new Finding(rule, subject, detail));
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? -1 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
