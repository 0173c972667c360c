package dev.headwater.testkit.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.log.FencedException;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.PartitionLog.Append;
import dev.headwater.runtime.log.PartitionLog.Target;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One fenced writer per partition, whose batches commit whole or not at all (I1, I3). */
abstract class PartitionLogContract extends LogScenario {

    private static final int P = 1;

    @Test
    void aBatchCommitsToItsTopicsInOrderAtTheOffsetsThatAreReturned() {
        try (PartitionLog writer = log.acquire(topics.service(), P)) {
            List<Append> batch =
                    List.of(
                            event("a"),
                            event("b"),
                            outcome("c"),
                            append(Target.DEAD_LETTERS, "d"),
                            event("e"));
            List<Long> offsets = writer.commit(batch, writer.barrier().events());
            List<LogRecord> events = committed(topics.events(), P);
            assertEquals(List.of("a", "b", "e"), texts(events));
            assertEquals(
                    List.of(offsets.get(0), offsets.get(1), offsets.get(4)),
                    events.stream().map(LogRecord::offset).toList());
            assertEquals(List.of("c"), texts(committed(topics.outcomes(), P)));
            assertEquals(
                    offsets.get(3), committed(topics.deadLetters(), P).getFirst().offset(), "d");
            LogRecord first = events.getFirst();
            assertEquals("stream-a", first.key());
            assertEquals("a", first.headers().get("name"));
            assertEquals(P, first.partition());
        }
    }

    @Test
    void theMarkerOfATransactionTakesOneOffsetInEachTopicItTouched() {
        try (PartitionLog writer = log.acquire(topics.service(), P)) {
            long from = writer.barrier().events();
            assertEquals(List.of(from, from + 2, from + 4), commitEach(writer, "a", "b", "c"));
            long outcome = writer.commit(List.of(outcome("d")), -1).getFirst();
            assertEquals(outcome + 2, writer.commit(List.of(outcome("e")), -1).getFirst());
        }
    }

    @Test
    void theBarrierLiesBehindAllThatWasCommittedBefore() {
        try (PartitionLog before = log.acquire(topics.service(), P)) {
            List<Long> offsets = commitEach(before, "a", "b");
            long outcome = before.commit(List.of(outcome("c")), -1).getFirst();
            try (PartitionLog successor = log.acquire(topics.service(), P)) {
                assertTrue(successor.barrier().events() > offsets.getLast());
                assertTrue(successor.barrier().outcomes() > outcome);
                try (LogReader reader = log.reader(topics.events())) {
                    assertEquals(
                            List.of("a", "b"),
                            texts(read(reader, P, 0, successor.barrier().events())));
                }
            }
        }
    }

    @Test
    void theBarrierLiesBehindWhatThePredecessorLeftUncommittedAndTheFenceSettlesIt() {
        try (PartitionLog before = log.acquire(topics.service(), P)) {
            commitEach(before, "a");
        }
        fixture.dieInTransaction(topics, P);
        try (LogReader reader = log.reader(topics.events())) {
            long stable = reader.ends(Set.of(P)).get(P);
            assertEquals(List.of("a"), texts(read(reader, P, 0, stable)));
            try (PartitionLog successor = log.acquire(topics.service(), P)) {
                long barrier = successor.barrier().events();
                assertTrue(barrier > stable, "behind the open transaction");
                assertEquals(List.of("a"), texts(read(reader, P, 0, barrier)));
                successor.commit(List.of(event("b")), barrier);
                assertEquals(List.of("a", "b"), texts(committed(topics.events(), P)));
            }
        }
    }

    @Test
    void aFencedWriterCannotCommit() {
        try (PartitionLog fenced = log.acquire(topics.service(), P)) {
            List<Long> offsets = commitEach(fenced, "a");
            try (PartitionLog successor = log.acquire(topics.service(), P)) {
                long next = offsets.getLast() + 2;
                List<Append> late = List.of(event("late"), outcome("late"));
                assertThrows(FencedException.class, () -> fenced.commit(late, next));
                successor.commit(List.of(event("b")), successor.barrier().events());
            }
        }
        assertEquals(List.of("a", "b"), texts(committed(topics.events(), P)));
        assertEquals(List.of(), committed(topics.outcomes(), P));
    }

    @Test
    void aWriterThatNeverWroteIsFencedToo() {
        try (PartitionLog fenced = log.acquire(topics.service(), P);
                PartitionLog successor = log.acquire(topics.service(), P)) {
            long next = fenced.barrier().events();
            assertThrows(FencedException.class, () -> fenced.commit(List.of(event("late")), next));
            commitEach(successor, "a");
        }
        assertEquals(List.of("a"), texts(committed(topics.events(), P)));
    }

    @Test
    void partitionsAreFencedEachForItself() {
        try (PartitionLog one = log.acquire(topics.service(), 0);
                PartitionLog other = log.acquire(topics.service(), P)) {
            commitEach(one, "a");
            commitEach(other, "b");
        }
        assertEquals(List.of("a"), texts(committed(topics.events(), 0)));
        assertEquals(List.of("b"), texts(committed(topics.events(), P)));
    }

    @Test
    void eventsThatDoNotStartWhereTheCallerExpectsAreNotCommitted() {
        try (PartitionLog writer = log.acquire(topics.service(), P)) {
            long wrong = commitEach(writer, "a").getLast() + 1;
            List<Append> batch = List.of(event("b"), outcome("b"));
            assertThrows(LogUnavailableException.class, () -> writer.commit(batch, wrong));
        }
        try (PartitionLog again = log.acquire(topics.service(), P)) {
            again.commit(List.of(event("c")), again.barrier().events());
        }
        assertEquals(List.of("a", "c"), texts(committed(topics.events(), P)));
        assertEquals(List.of(), committed(topics.outcomes(), P));
    }

    @Test
    void aWriterIsReplacedAsOftenAsOneLikes() {
        for (int i = 0; i < 5; i++) {
            try (PartitionLog writer = log.acquire(topics.service(), P)) {
                commitEach(writer, "a" + i, "b" + i);
            }
        }
        assertEquals(10, committed(topics.events(), P).size());
    }
}
