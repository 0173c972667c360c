package dev.headwater.runtime.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.command.Aggregate;
import dev.headwater.runtime.command.Replies;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.decide.Decider;
import dev.headwater.runtime.decide.Decision;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Headers;
import dev.headwater.runtime.log.Ids;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.projection.Projection;
import dev.headwater.runtime.projection.ProjectionDefinition;
import dev.headwater.runtime.projection.ProjectionId;
import dev.headwater.testkit.log.FakeLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamHistoryTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final StreamId ADA = StreamId.of("tally", "ada");
    private static final StreamId BOB = StreamId.of("tally", "bob");
    private static final Codec<Integer> NUMBERS = new NumberCodec();

    private Instant now = NOON;
    private final FakeLog log = new FakeLog(1, () -> now, false);
    private final StreamHistory history =
            new StreamHistory(
                    log,
                    new ServiceDefinition(
                            "tallies",
                            List.of(
                                    new Aggregate<>(
                                            "tally",
                                            new TallyDecider(),
                                            NUMBERS,
                                            NUMBERS,
                                            (_, _, _, _) -> Replies.Reply.none())),
                            List.of(),
                            List.of()));

    @Test
    void aStreamsEventsComeInOrderAndNoOthers() {
        tally();
        List<Envelope<Object>> events = history.history(ADA, 0, StreamHistory.END);
        assertEquals(List.of(5, 7, 11), events.stream().map(Envelope::event).toList());
        assertEquals(List.of(1L, 2L, 3L), events.stream().map(Envelope::version).toList());
    }

    @Test
    void offsetsNarrowWhatIsRead() {
        tally();
        List<Envelope<Object>> all = history.history(ADA, 0, StreamHistory.END);
        long second = all.get(1).position().offset();
        assertEquals(all.subList(1, 2), history.history(ADA, second, second + 1));
    }

    @Test
    void theStateIsAsOfAVersionOrAnInstant() {
        tally();
        assertEquals(23, state(null).state());
        assertEquals(12, state("2").state());
        assertEquals(2, state("2").version());
        assertEquals(2, state("2").events().size());
        assertEquals(12, state("2026-01-01T13:00:00Z").state());
        assertEquals(12, state("2026-01-01T13:59:59Z").state());
        assertEquals(Optional.empty(), history.state(ADA, AsOf.parse("2026-01-01T11:59:59.999Z")));
        assertEquals(
                Optional.empty(), history.state(StreamId.of("tally", "eve"), AsOf.parse(null)));
    }

    @Test
    void theRowAsOfThenComesFromTheProjectionsOwnFold() {
        tally();
        ProjectionDefinition<Integer, String> definition =
                new ProjectionDefinition<>(new TallyProjection(), "tallies", NUMBERS, String.class);
        assertEquals(
                Optional.of("5+7"),
                history.row(definition, ADA, "ada", AsOf.parse("2"), 0, StreamHistory.END));
        assertEquals(
                Optional.of("5+7+11"),
                history.row(definition, ADA, "ada", AsOf.parse(null), 0, StreamHistory.END));
    }

    @Test
    void anAbortedTransactionIsNoHistory() {
        tally();
        log.failNextCommit("tallies", 0, FakeLog.Fault.HANGS);
        assertThrows(RuntimeException.class, () -> append(ADA, 4, 99));
        log.acquire("tallies", 0).close();
        assertEquals(23, state(null).state());
    }

    @Test
    void whatIsNeitherVersionNorInstantIsRefused() {
        for (String text : List.of("0", "-1", "1.5", "yesterday", "2026-01-01", "")) {
            assertThrows(IllegalArgumentException.class, () -> AsOf.parse(text), text);
        }
    }

    @Test
    void aStreamOfAnotherServiceIsRefused() {
        StreamId order = StreamId.of("order", "7");
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> history.state(order, AsOf.parse(null)));
        assertTrue(String.valueOf(refused.getMessage()).contains("order"));
    }

    private StreamState state(@Nullable String asOf) {
        return history.state(ADA, AsOf.parse(asOf)).orElseThrow();
    }

    private void tally() {
        append(ADA, 1, 5);
        append(BOB, 1, 100);
        now = NOON.plus(Duration.ofHours(1));
        append(ADA, 2, 7);
        now = NOON.plus(Duration.ofHours(2));
        append(BOB, 2, 200);
        append(ADA, 3, 11);
    }

    private void append(StreamId stream, long version, int number) {
        try (PartitionLog writer = log.acquire("tallies", 0)) {
            long next = writer.barrier().events();
            writer.commit(
                    List.of(
                            new PartitionLog.Append(
                                    PartitionLog.Target.EVENTS,
                                    stream.value(),
                                    NUMBERS.encode(number),
                                    Map.of(
                                            Headers.STREAM_VERSION,
                                            Long.toString(version),
                                            Headers.EVENT_ID,
                                            Ids.event("tallies", stream, version).toString(),
                                            Headers.COMMAND_ID,
                                            Ids.uuid5("c", stream.value()).toString(),
                                            Headers.CORRELATION_ID,
                                            "test"))),
                    next);
        }
    }

    private static final class TallyDecider implements Decider<Integer, Integer, Integer> {

        @Override
        public Integer initialState() {
            return 0;
        }

        @Override
        public Decision<Integer> decide(Integer command, Integer state) {
            return Decision.accept(command);
        }

        @Override
        public Integer evolve(Integer state, Integer event) {
            return state + event;
        }
    }

    private static final class TallyProjection implements Projection<Integer, String> {

        @Override
        public ProjectionId id() {
            return new ProjectionId("tally", 1);
        }

        @Override
        public Set<String> keys(Envelope<Integer> event) {
            return Set.of(event.stream().id());
        }

        @Override
        public String fold(String key, @Nullable String row, Envelope<Integer> event) {
            return row == null ? event.event().toString() : row + "+" + event.event();
        }
    }

    private static final class NumberCodec implements Codec<Integer> {

        @Override
        public byte[] encode(Integer value) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Integer decode(byte[] bytes) {
            return Integer.valueOf(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public String typeOf(Integer value) {
            return "Counted";
        }
    }
}
