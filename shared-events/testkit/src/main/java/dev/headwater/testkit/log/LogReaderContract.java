package dev.headwater.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What readers outside any group see, and what becomes of appended commands. */
abstract class LogReaderContract extends LogScenario {

    private static final int P = 2;

    @Test
    void aReaderSeesWhatIsCommittedAndItsPositionPassesTheControlRecords() {
        try (PartitionLog writer = log.acquire(topics.service(), P);
                LogReader reader = log.reader(topics.events())) {
            long last = commitEach(writer, "a", "b", "c").getLast();
            long end = reader.ends(Set.of(P)).get(P);
            assertEquals(last + 2, end, "the marker has an offset of its own");
            assertEquals(List.of("a", "b", "c"), texts(read(reader, P, 0, end)));
            assertEquals(end, reader.position(P));
        }
    }

    @Test
    void whatIsNotCommittedHoldsTheEndAndTheReaderBack() {
        try (PartitionLog writer = log.acquire(topics.service(), P)) {
            commitEach(writer, "a");
        }
        try (LogReader reader = log.reader(topics.events())) {
            long before = reader.ends(Set.of(P)).get(P);
            fixture.dieInTransaction(topics, P);
            assertEquals(before, reader.ends(Set.of(P)).get(P));
            read(reader, P, 0, before);
            assertEquals(List.of(), reader.poll(POLL));
            assertEquals(before, reader.position(P));
        }
    }

    @Test
    void aReaderStartsWhereItIsToldToAndLeavesOutWhatItDropped() {
        try (PartitionLog one = log.acquire(topics.service(), P);
                PartitionLog other = log.acquire(topics.service(), 0);
                LogReader reader = log.reader(topics.events())) {
            List<Long> offsets = commitEach(one, "a", "b", "c");
            assertEquals(
                    List.of("b", "c"), texts(read(reader, P, offsets.get(1), offsets.get(2) + 2)));
            reader.assign(Map.of(P, 0L, 0, 0L));
            reader.drop(P);
            commitEach(other, "d");
            List<LogRecord> read = new ArrayList<>();
            await("d", () -> read.addAll(reader.poll(POLL)) && !read.isEmpty());
            assertEquals(List.of("d"), texts(read));
        }
    }

    @Test
    void startsAndEndsAreOfThePartitionsThatWereAskedFor() {
        try (PartitionLog writer = log.acquire(topics.service(), P);
                LogReader reader = log.reader(topics.events())) {
            long end = commitEach(writer, "a", "b").getLast() + 2;
            assertEquals(Map.of(P, 0L, 0, 0L), reader.starts(Set.of(P, 0)));
            assertEquals(Map.of(P, end, 0, 0L), reader.ends(Set.of(P, 0)));
        }
    }

    @Test
    void whatRetentionDeletedMovesTheStartAndCannotBeRead() {
        try (PartitionLog writer = log.acquire(topics.service(), P);
                LogReader reader = log.reader(topics.events())) {
            List<Long> offsets = commitEach(writer, "a", "b", "c");
            fixture.truncate(topics.events(), P, offsets.get(1));
            assertEquals(offsets.get(1), reader.starts(Set.of(P)).get(P));
            reader.assign(Map.of(P, 0L));
            assertThrows(
                    LogUnavailableException.class,
                    () -> await("a refusal", () -> !reader.poll(POLL).isEmpty()));
            assertEquals(List.of("b", "c"), texts(committed(topics.events(), P)));
        }
    }

    @Test
    void offsetsAtAnInstantSplitTheRecordsIntoBeforeAndFromThen() {
        try (PartitionLog writer = log.acquire(topics.service(), P);
                LogReader reader = log.reader(topics.events())) {
            long end = commitEach(writer, "a", "b", "c", "d", "e").getLast() + 2;
            List<LogRecord> all = read(reader, P, 0, end);
            Instant middle = all.get(2).recordedAt();
            long at = reader.offsetsAt(Set.of(P), middle).get(P);
            for (LogRecord each : all) {
                assertEquals(each.recordedAt().isBefore(middle), each.offset() < at, text(each));
            }
            Map<Integer, Long> first = reader.offsetsAt(Set.of(P, 0), Instant.EPOCH);
            assertEquals(Map.of(P, 0L, 0, 0L), first);
            Instant later = all.getLast().recordedAt().plus(Duration.ofDays(1));
            assertEquals(Map.of(P, end, 0, 0L), reader.offsetsAt(Set.of(P, 0), later));
        }
    }

    @Test
    void aWakeupEndsAWaitingPollAtOnce() throws Exception {
        try (LogReader reader = log.reader(topics.events())) {
            reader.assign(Map.of(P, 0L));
            CompletableFuture<List<LogRecord>> polled = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> polled.complete(reader.poll(DEADLINE.multipliedBy(4))));
            reader.wakeup();
            assertEquals(List.of(), polled.get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
        }
    }

    @Test
    void commandsLieInTheOrderInWhichTheyWereAppended() {
        try (Appender appender = log.appender()) {
            List<CompletableFuture<Long>> appends = new ArrayList<>();
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                bodies.add("command " + i);
                appends.add(
                        appender.append(
                                topics.commands(),
                                P,
                                "stream-a",
                                bytes(bodies.getLast()),
                                Map.of("name", "n" + i)));
            }
            List<Long> offsets =
                    appends.stream()
                            .map(each -> each.orTimeout(30, TimeUnit.SECONDS).join())
                            .toList();
            List<LogRecord> commands = committed(topics.commands(), P);
            assertEquals(bodies, texts(commands));
            assertEquals(offsets, commands.stream().map(LogRecord::offset).toList());
            assertEquals("n199", commands.getLast().headers().get("name"));
        }
    }

    @Test
    void topicsAreKnownByAnIdAndStreamsByTheirPartition() {
        String id = log.topicId(topics.events());
        assertEquals(id, log.topicId(topics.events()));
        assertNotEquals(id, log.topicId(topics.outcomes()));
        assertEquals(LogFixture.PARTITIONS, log.partitions(topics.commands()));
        Set<Integer> used = new java.util.HashSet<>();
        for (int i = 0; i < 200; i++) {
            StreamId stream = StreamId.of("order", "o" + i);
            int partition = log.partitionOf(stream, LogFixture.PARTITIONS);
            assertEquals(partition, log.partitionOf(stream, LogFixture.PARTITIONS));
            used.add(partition);
        }
        assertTrue(used.equals(Set.of(0, 1, 2, 3)), "every partition has its share: " + used);
    }
}
