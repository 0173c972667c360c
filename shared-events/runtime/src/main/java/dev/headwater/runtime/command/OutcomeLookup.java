package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.log.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads outcomes that lie in the log: recorded answers, and what became of a pending command. */
final class OutcomeLookup implements CommandLookup {

    private static final Duration READ_MAX = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Log log;
    private final Topics topics;
    private final OutcomeRecords outcomes;

    OutcomeLookup(Log log, Topics topics, OutcomeRecords outcomes) {
        this.log = log;
        this.topics = topics;
        this.outcomes = outcomes;
    }

    /**
     * Names a command that is in the log: where it lies, and where the search for its outcome
     * begins.
     *
     * @param outcomesFrom no outcome of the command lies below it
     */
    record Reference(int partition, long commandOffset, long outcomesFrom, UUID command) {

        String text() {
            return "%d-%d-%d-%s".formatted(partition, commandOffset, outcomesFrom, command);
        }

        static @Nullable Reference parse(String text) {
            String[] parts = text.split("-", 4);
            if (parts.length < 4 || text.length() > 120) {
                return null;
            }
            try {
                Reference reference =
                        new Reference(
                                Integer.parseInt(parts[0]),
                                Long.parseLong(parts[1]),
                                Long.parseLong(parts[2]),
                                UUID.fromString(parts[3]));
                return reference.partition < 0
                                || reference.commandOffset < 0
                                || reference.outcomesFrom < 0
                        ? null
                        : reference;
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    /**
     * The outcome at an offset that the memory of answers gave.
     *
     * @throws LogUnavailableException when it cannot be read now
     */
    Outcome at(int partition, long offset) {
        try (LogReader reader = log.reader(topics.outcomes())) {
            LogRecord record = recordAt(reader, partition, offset);
            if (record == null) {
                throw new LogUnavailableException(
                        "outcome %d of partition %d cannot be read".formatted(offset, partition));
            }
            return outcomes.decode(record);
        }
    }

    @Override
    public Optional<Answer> find(String text) {
        Reference reference = Reference.parse(text);
        if (reference == null) {
            return Optional.empty();
        }
        try {
            if (reference.partition() >= log.partitions(topics.commands())) {
                return Optional.empty();
            }
            StreamId stream = streamOf(reference);
            return stream == null ? Optional.empty() : Optional.of(search(reference, stream));
        } catch (LogUnavailableException e) {
            return Optional.of(new Answer.Unavailable("the log does not answer", RETRY_AFTER));
        }
    }

    private @Nullable StreamId streamOf(Reference reference) {
        try (LogReader reader = log.reader(topics.commands())) {
            LogRecord record = recordAt(reader, reference.partition(), reference.commandOffset());
            if (record == null || record.key() == null) {
                return null;
            }
            String command = record.headers().get(Headers.COMMAND_ID);
            return reference.command().toString().equals(command)
                    ? new StreamId(record.key())
                    : null;
        }
    }

    private @Nullable LogRecord recordAt(LogReader reader, int partition, long offset) {
        Set<Integer> one = Set.of(partition);
        if (offset < reader.starts(one).getOrDefault(partition, 0L)
                || offset >= reader.ends(one).getOrDefault(partition, 0L)) {
            return null;
        }
        reader.assign(Map.of(partition, offset));
        long deadline = System.nanoTime() + READ_MAX.toNanos();
        while (reader.position(partition) <= offset && System.nanoTime() < deadline) {
            for (LogRecord record : reader.poll(POLL)) {
                return record.offset() == offset ? record : null;
            }
        }
        return null;
    }

    private Answer search(Reference reference, StreamId stream) {
        int partition = reference.partition();
        try (LogReader reader = log.reader(topics.outcomes())) {
            Set<Integer> one = Set.of(partition);
            long start = reader.starts(one).getOrDefault(partition, 0L);
            long end = reader.ends(one).getOrDefault(partition, 0L);
            long from = Math.clamp(reference.outcomesFrom(), start, Math.max(start, end));
            reader.assign(Map.of(partition, from));
            long deadline = System.nanoTime() + READ_MAX.toNanos();
            while (reader.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    return new Answer.Unavailable("the log is read too slowly", RETRY_AFTER);
                }
                for (LogRecord record : reader.poll(POLL)) {
                    Optional<Outcome> outcome = outcomeOf(reference, record);
                    if (outcome.isPresent()) {
                        return decided(partition, stream, outcome.get());
                    }
                }
            }
        }
        return new Answer.Pending(stream, reference.text());
    }

    private Answer decided(int partition, StreamId stream, Outcome outcome) {
        Outcome first =
                Outcome.REPEATS_OFFSET.equals(outcome.code()) && outcome.detail() != null
                        ? at(partition, Long.parseLong(outcome.detail()))
                        : outcome;
        return new Answer.Decided(
                stream,
                first,
                log.topicId(topics.events()),
                new Position(partition, first.lastEventOffset()),
                true);
    }

    private Optional<Outcome> outcomeOf(Reference reference, LogRecord record) {
        if (!reference.command().toString().equals(record.headers().get(Headers.COMMAND_ID))) {
            return Optional.empty();
        }
        try {
            return Optional.of(outcomes.decode(record));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }
}
