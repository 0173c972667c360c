package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.drill.LogEnds;
import dev.headwater.payments.codec.PaymentEvents;
import dev.headwater.payments.domain.PaymentEvent;
import dev.headwater.payments.projection.PaymentView;
import dev.headwater.payments.projection.PaymentViewProjection;
import dev.headwater.replay.Infrastructure;
import dev.headwater.replay.OrderHistory;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.StreamId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Poison among many events on the real broker: it parks its streams, and nobody else waits. */
class PoisonIT {

    private static final int EVENTS_EACH = 4;
    private static final int ORDERS = 25_000;
    private static final int POISONED = 100;
    private static final long SEED = Long.getLong("headwater.seed", 20_261_128);

    /** Per stream the version that a bug of the fold stumbles over. */
    private final Map<String, Long> poison = new HashMap<>();

    private final AtomicBoolean bug = new AtomicBoolean(true);

    /** The payments' own projection, with a bug that can be fixed. */
    private final class Stumbling implements Projection<PaymentEvent, PaymentView> {

        private final PaymentViewProjection sound = new PaymentViewProjection();

        @Override
        public ProjectionId id() {
            return sound.id();
        }

        @Override
        public Set<String> keys(Envelope<PaymentEvent> event) {
            return sound.keys(event);
        }

        @Override
        public PaymentView fold(
                String key, @Nullable PaymentView row, Envelope<PaymentEvent> event) {
            // After the row was changed, which must not be seen.
            PaymentView next = sound.fold(key, row, event);
            Long stumblesAt = poison.get(event.stream().value());
            if (bug.get() && stumblesAt != null && stumblesAt == event.version()) {
                throw new IllegalStateException("a bug in fold");
            }
            return next;
        }
    }

    @Test
    void aHundredPoisonEventsAmongAHundredThousandParkTheirStreamsAndNothingElse() {
        Infrastructure.with(line -> System.out.println("poison: " + line), this::poisoned);
    }

    private void poisoned(LocalPlatform platform, Log log) {
        new OrderHistory(log).writePayments(ORDERS);
        new Random(SEED)
                .ints(0, ORDERS)
                .distinct()
                .limit(POISONED)
                .forEach(order -> poison.put("payment-history-" + order, 1L + order % 4));
        ProjectionDefinition<?, ?> payments =
                new ProjectionDefinition<>(
                        new Stumbling(),
                        "payments",
                        PaymentEvents.of(SchemaPack.load(), SchemaLookup.none()),
                        PaymentView.class);
        try (ReadSide side = new ReadSide(platform, log, "payments", List.of(payments), Map.of())) {
            check(side, platform.bootstrapServers());
        }
    }

    private void check(ReadSide side, String bootstrapServers) {
        Map<TopicPartition, Long> ends = LogEnds.of(bootstrapServers);
        side.engine.start();
        ReadSide.eventually("live folding is past the end", () -> folded(side) == behind(ends));
        assertParked(side);

        // The same again, in memory and by COPY.
        JobStatus poisoned = rebuilt(side);
        assertEquals(poisoned.checksumBefore(), poisoned.checksumAfter());
        assertParked(side);
        JobStatus verified = side.run(JobStatus.Kind.VERIFICATION, "payment_view").job();
        assertEquals(List.of(), verified.differences());

        bug.set(false);
        long redriven = 0;
        for (String stream : poison.keySet()) {
            RedriveResult result =
                    new Redrive<>(side.context("payment_view"))
                            .run(new StreamId(stream))
                            .orElseThrow();
            redriven += result.folded();
            assertEquals(0, result.parked(), result::toString);
        }
        assertEquals(parkedEvents(), redriven);
        assertEquals(0, side.number("select count(*) from headwater_parked where generation > 1"));
        JobStatus clean = rebuilt(side);
        assertEquals(clean.checksumBefore(), clean.checksumAfter(), "redriven and clean rebuild");
        assertEquals(ORDERS, side.number("select count(*) from payment_view"));
        assertEquals(ends, LogEnds.of(bootstrapServers), "nothing was appended");
        System.out.printf(
                "headwater-test: poison (seed %d): events %,d, poison %d, streams parked %d, events waiting %d,"
                        + " partitions blocked 0, redriven %d, tables equal to a clean rebuild, records appended 0,"
                        + " lost 0, duplicated 0, in conflict 0%n",
                SEED, ORDERS * EVENTS_EACH, POISONED, poison.size(), parkedEvents(), redriven);
    }

    private static JobStatus rebuilt(ReadSide side) {
        JobStatus job = side.run(JobStatus.Kind.REBUILD, "payment_view").job();
        assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
        return job;
    }

    private static long folded(ReadSide side) {
        return side.number(
                "select coalesce(sum(next_offset), 0) from headwater_checkpoint c"
                        + " join headwater_projection p using (projection, generation)");
    }

    /**
     * Behind the last event of each partition comes a marker, which live folding does not count.
     */
    private static long behind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(each -> each.getKey().topic().equals("payments.events"))
                .mapToLong(each -> each.getValue() - 1)
                .sum();
    }

    private long parkedEvents() {
        return poison.values().stream().mapToLong(version -> EVENTS_EACH + 1 - version).sum();
    }

    private void assertParked(ReadSide side) {
        String live =
                " from headwater_parked k join headwater_projection p using (projection, generation)";
        assertEquals(POISONED, side.number("select count(distinct stream_id)" + live));
        assertEquals(parkedEvents(), side.number("select count(*)" + live));
        assertEquals(
                POISONED,
                side.number("select count(*)" + live + " where reason like '%a bug in fold%'"));
        long begun = poison.values().stream().filter(version -> version > 1).count();
        assertEquals(ORDERS - POISONED + begun, side.number("select count(*) from payment_view"));
        assertTrue(poison.size() == POISONED);
    }
}
