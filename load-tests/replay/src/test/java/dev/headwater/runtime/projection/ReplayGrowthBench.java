package dev.headwater.runtime.projection;

import static dev.headwater.runtime.projection.ReplayBench.say;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.broker.Wait;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.LocalPlatform;
import dev.headwater.payments.codec.PaymentEvents;
import dev.headwater.payments.projection.PaymentView;
import dev.headwater.payments.projection.PaymentViewProjection;
import dev.headwater.replay.Infrastructure;
import dev.headwater.replay.OrderHistory;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.log.Log;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Whether a rebuild's cost per event and its memory grow with the log, and what readers feel of it.
 * Not part of the tests: {@code ./headwater bench replay --growth} runs it.
 */
class ReplayGrowthBench {

    private static final int SMALL = Integer.getInteger("headwater.bench.orders", 250_000);
    private static final int TIMES = 10;
    private static final int READS_PER_SECOND = 200;
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final String TABLE = "payment_view";

    @Test
    void measure() {
        Infrastructure.with(ReplayBench::say, ReplayGrowthBench::measure);
    }

    private static void measure(LocalPlatform platform, Log log) {
        ProjectionDefinition<?, ?> payments =
                new ProjectionDefinition<>(
                        new PaymentViewProjection(),
                        "payments",
                        PaymentEvents.of(SchemaPack.load(), SchemaLookup.none()),
                        PaymentView.class);
        try (ReadSide side = new ReadSide(platform, log, "payments", List.of(payments), Map.of())) {
            measure(new OrderHistory(log), side);
        }
    }

    private static void measure(OrderHistory history, ReadSide side) {
        long few = history.writePayments(SMALL);
        say("%,d events of %,d rows".formatted(few, SMALL));
        rebuild(side);
        rebuild(side);
        Cost small = rebuild(side);
        report(few, small);
        readers(side);
        long many = few + history.writePayments(SMALL, SMALL * TIMES);
        Cost large = rebuild(side);
        report(many, large);
        double cost = (large.seconds() / many) / (small.seconds() / few);
        say(
                "cost per event, %,d against %,d events: %.2f (bar 0.85 to 1.15)"
                        .formatted(many, few, cost));
        say(
                "live heap while folding, %,d against %,d events: %.2f (bar 1.10)"
                        .formatted(many, few, (double) large.heap() / small.heap()));
    }

    /**
     * @param seconds from the start to the swap
     * @param heap largest live heap after collections while it folded [bytes]
     */
    private record Cost(double seconds, long heap) {}

    private static Cost rebuild(ReadSide side) {
        return rebuild(side, true);
    }

    private static Cost rebuild(ReadSide side, boolean measuringHeap) {
        long began = System.nanoTime();
        JobStatus started =
                side.engine
                        .jobs()
                        .start(JobStatus.Kind.REBUILD, side.context(TABLE), 0)
                        .orElseThrow();
        UUID id = UUID.fromString(started.id());
        long[] heap = {0};
        double[] swapped = {0};
        int[] collected = {0};
        ReadSide.eventually(
                "rebuilt",
                () -> {
                    JobStatus now = side.engine.jobs().find(id).orElseThrow();
                    double part = now.eventsDone() / (double) Math.max(1, now.eventsTotal());
                    if (measuringHeap
                            && now.phase().equals("FOLD")
                            && part > 0.25 * (collected[0] + 1)) {
                        collected[0]++;
                        heap[0] = Math.max(heap[0], liveHeap());
                    }
                    if (swapped[0] == 0 && now.phase().equals("COMPARE")) {
                        swapped[0] = (System.nanoTime() - began) / 1e9;
                    }
                    return now.status() != JobStatus.State.RUNNING;
                });
        JobStatus ended = side.engine.jobs().find(id).orElseThrow();
        assertEquals(JobStatus.State.SUCCEEDED, ended.status(), ended::toString);
        return new Cost(swapped[0], heap[0]);
    }

    private static long liveHeap() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void report(long events, Cost cost) {
        say(
                "  rebuild of %,d events: %,.0f events/s to the swap, live heap %,d MiB"
                        .formatted(events, events / cost.seconds(), cost.heap() >> 20));
    }

    private static void readers(ReadSide side) {
        double quiet;
        try (PacedReader before = new PacedReader(side, TABLE, SMALL, READS_PER_SECOND)) {
            Wait.pass(QUIET);
            before.stop();
            quiet = before.p99();
        }
        try (PacedReader during = new PacedReader(side, TABLE, SMALL, READS_PER_SECOND)) {
            rebuild(side, false);
            rebuild(side, false);
            during.stop();
            say(
                    "readers, %d lookups/s: p99 %.2f ms before, %.2f ms during two rebuilds and swaps: %.1f times"
                                    .formatted(
                                            READS_PER_SECOND,
                                            quiet,
                                            during.p99(),
                                            during.p99() / quiet)
                            + " (bar 2), lookups %,d, failed %d"
                                    .formatted(during.count(), during.errors()));
        }
    }
}
