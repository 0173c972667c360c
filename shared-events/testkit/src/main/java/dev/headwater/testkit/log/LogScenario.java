package dev.headwater.testkit.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.PartitionLog.Append;
import dev.headwater.runtime.log.PartitionLog.Target;
import dev.headwater.runtime.log.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;

/** What the parts of the log's contract share: fresh topics, and reading them whole. */
abstract class LogScenario {

    static final Duration DEADLINE = Duration.ofSeconds(30);
    static final Duration POLL = Duration.ofMillis(100);

    LogFixture fixture;
    Log log;
    Topics topics;

    abstract LogFixture fixture();

    @BeforeEach
    final void takeFreshTopics() {
        fixture = fixture();
        log = fixture.log();
        topics = fixture.freshTopics();
    }

    static Append event(String body) {
        return append(Target.EVENTS, body);
    }

    static Append outcome(String body) {
        return append(Target.OUTCOMES, body);
    }

    static Append append(Target target, String body) {
        return new Append(target, "stream-" + body, bytes(body), Map.of("name", body));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(LogRecord record) {
        byte[] value = record.value();
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    static List<String> texts(List<LogRecord> records) {
        return records.stream().map(LogScenario::text).toList();
    }

    /** Commits each body as an event in a transaction of its own; returns their offsets. */
    static List<Long> commitEach(PartitionLog writer, String... bodies) {
        List<Long> offsets = new ArrayList<>();
        long next = writer.barrier().events();
        for (String body : bodies) {
            offsets.add(writer.commit(List.of(event(body)), next).getFirst());
            // Behind the event lies the marker that ended its transaction.
            next = offsets.getLast() + 2;
        }
        return offsets;
    }

    /** All committed records of a partition, up to its end as it is now. */
    List<LogRecord> committed(String topic, int partition) {
        try (LogReader reader = log.reader(topic)) {
            long start = reader.starts(Set.of(partition)).get(partition);
            long end = reader.ends(Set.of(partition)).get(partition);
            return read(reader, partition, start, end);
        }
    }

    /** Reads from one offset until the reader's position has reached another. */
    static List<LogRecord> read(LogReader reader, int partition, long from, long to) {
        reader.assign(Map.of(partition, from));
        List<LogRecord> records = new ArrayList<>();
        await(
                "position " + to,
                () -> {
                    records.addAll(reader.poll(POLL));
                    return reader.position(partition) >= to;
                });
        return records;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() < deadline) {
            met = condition.getAsBoolean();
        }
        assertTrue(met, () -> "not within " + DEADLINE + ": " + what);
    }
}
