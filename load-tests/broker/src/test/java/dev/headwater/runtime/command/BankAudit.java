package dev.headwater.runtime.command;

import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** What the committed log of the toy service says, and where it contradicts itself. */
final class BankAudit {

    private static final Duration POLL = Duration.ofMillis(100);

    final Map<UUID, Outcome> outcomes = new HashMap<>();
    final List<String> conflicts = new ArrayList<>();
    int events;
    int repeats;
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Integer> balances = new HashMap<>();
    private final Map<UUID, Integer> effects = new HashMap<>();

    static BankAudit of(Log log, Topics topics) {
        BankAudit audit = new BankAudit();
        read(log, topics.events(), audit::event);
        read(log, topics.outcomes(), audit::outcome);
        audit.effects.keySet().stream()
                .filter(command -> !audit.outcomes.containsKey(command))
                .forEach(command -> audit.conflicts.add("no outcome (I3): " + command));
        return audit;
    }

    private static void read(Log log, String topic, Consumer<LogRecord> to) {
        for (int partition = 0; partition < log.partitions(topic); partition++) {
            try (LogReader reader = log.reader(topic)) {
                long end = reader.ends(Set.of(partition)).getOrDefault(partition, 0L);
                reader.assign(Map.of(partition, 0L));
                while (reader.position(partition) < end) {
                    reader.poll(POLL).forEach(to);
                }
            }
        }
    }

    private void event(LogRecord record) {
        events++;
        String stream = String.valueOf(record.key());
        long version = number(record, Headers.STREAM_VERSION);
        if (version != versions.getOrDefault(stream, 0L) + 1) {
            conflicts.add("a gap (I4) at version %d of %s".formatted(version, stream));
        }
        versions.put(stream, version);
        byte[] value = record.value();
        int by = value == null ? 0 : Account.EVENTS.decode(value).by();
        int balance = balances.merge(stream, by, Integer::sum);
        UUID command = UUID.fromString(record.headers().get(Headers.COMMAND_ID));
        int index = effects.merge(command, 1, Integer::sum) - 1;
        if (index != number(record, Headers.EVENT_INDEX)) {
            conflicts.add("torn or done twice (I3, I5): " + command);
        }
        boolean last = index + 1 == number(record, Headers.EVENT_COUNT);
        if (last && balance < 0) {
            conflicts.add("two decisions in conflict: %s has %d".formatted(stream, balance));
        }
    }

    private void outcome(LogRecord record) {
        Outcome outcome = Replica.OUTCOMES.decode(record);
        if (outcome.repeat()) {
            repeats++;
        } else if (outcomes.put(outcome.commandId(), outcome) != null) {
            conflicts.add("two outcomes (I5): " + outcome.commandId());
        }
    }

    private static long number(LogRecord record, String header) {
        return Long.parseLong(record.headers().getOrDefault(header, "-1"));
    }
}
