package dev.headwater.runtime.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.LocalPlatform;
import dev.headwater.orders.codec.OrderEvents;
import dev.headwater.orders.projection.OrderView;
import dev.headwater.orders.projection.OrderViewProjection;
import dev.headwater.payments.codec.PaymentEvents;
import dev.headwater.payments.domain.PaymentEvent;
import dev.headwater.payments.projection.PaymentView;
import dev.headwater.payments.projection.PaymentViewProjection;
import dev.headwater.replay.Infrastructure;
import dev.headwater.replay.OrderHistory;
import dev.headwater.runtime.codec.Codec;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a rebuild costs next to what PostgreSQL alone needs to take the same rows. Not part of the
 * tests: {@code ./headwater bench replay} runs it.
 */
class ReplayBench {

    private static final int ORDERS = Integer.getInteger("headwater.bench.orders", 100_000);
    private static final int ROUNDS = Integer.getInteger("headwater.bench.rounds", 5);
    private static final int NAIVE_EVENTS = 3_000;
    private static final int WARM_UPS = 4;

    @Test
    void measure() {
        Infrastructure.with(ReplayBench::say, ReplayBench::measure);
    }

    private static void measure(LocalPlatform platform, Log log) {
        SchemaPack pack = SchemaPack.load();
        OrderHistory history = new OrderHistory(log);
        say("writing %,d orders placed and %,d payments of 4 events".formatted(ORDERS, ORDERS));
        long placed = history.writePlaced(ORDERS);
        long payments = history.writePayments(ORDERS);
        Codec<PaymentEvent> paymentEvents = PaymentEvents.of(pack, SchemaLookup.none());
        ProjectionDefinition<?, ?> orderView =
                new ProjectionDefinition<>(
                        new OrderViewProjection(),
                        "orders",
                        OrderEvents.of(pack, SchemaLookup.none()),
                        OrderView.class);
        ProjectionDefinition<?, ?> paymentView =
                new ProjectionDefinition<>(
                        new PaymentViewProjection(), "payments", paymentEvents, PaymentView.class);
        try (ReadSide orders = new ReadSide(platform, log, "orders", List.of(orderView), Map.of());
                ReadSide pays =
                        new ReadSide(platform, log, "payments", List.of(paymentView), Map.of())) {
            new Arms(
                            "append: 1 event a row (order_view)",
                            orders,
                            "order_view",
                            placed,
                            0.50,
                            0.70,
                            false)
                    .run();
            new Arms(
                            "state: 4 events a row (payment_view)",
                            pays,
                            "payment_view",
                            payments,
                            0.60,
                            1.00,
                            true)
                    .run();
            passes(platform, log, paymentEvents, pays);
        }
    }

    /** The payments' projection under another name. */
    private record Copy(String name) implements Projection<PaymentEvent, PaymentView> {

        private static final PaymentViewProjection PAYMENTS = new PaymentViewProjection();

        @Override
        public ProjectionId id() {
            return new ProjectionId(name, 1);
        }

        @Override
        public Set<String> keys(Envelope<PaymentEvent> event) {
            return PAYMENTS.keys(event);
        }

        @Override
        public PaymentView fold(
                String key, @Nullable PaymentView row, Envelope<PaymentEvent> event) {
            return PAYMENTS.fold(key, row, event);
        }
    }

    /** Four projections of one topic: one after the other, and in one pass. */
    private static void passes(
            LocalPlatform platform, Log log, Codec<PaymentEvent> codec, ReadSide before) {
        List<String> names = List.of("copy_a", "copy_b", "copy_c", "copy_d");
        names.forEach(
                name ->
                        before.execute(
                                "create table %s (like payment_view including all)"
                                        .formatted(name)));
        List<ProjectionDefinition<?, ?>> copies = new ArrayList<>();
        names.forEach(
                name ->
                        copies.add(
                                new ProjectionDefinition<>(
                                        new Copy(name), "payments", codec, PaymentView.class)));
        say("four projections of 4 events a row");
        try (ReadSide side = new ReadSide(platform, log, "payments", copies, Map.of())) {
            // The first time each waits for a live table that nobody feeds.
            together(side);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                long began = System.nanoTime();
                names.forEach(name -> side.run(JobStatus.Kind.REBUILD, name));
                double one = (System.nanoTime() - began) / 1e9;
                ratios.add(together(side) / one);
            }
            say(
                    "  one pass / four passes: %.2f (rounds %.2f to %.2f), ship 0.60: %s"
                            .formatted(
                                    median(ratios),
                                    ratios.stream().min(Double::compare).orElseThrow(),
                                    ratios.stream().max(Double::compare).orElseThrow(),
                                    median(ratios) <= 0.6 ? "ships" : "above the bar"));
        }
    }

    /**
     * @return seconds
     */
    private static double together(ReadSide side) {
        List<FoldContext<?, ?>> all = new ArrayList<>();
        side.engine.all().forEach(each -> all.add(each.context()));
        long began = System.nanoTime();
        for (JobStatus job : side.engine.jobs().rebuildTogether(all, 0).values()) {
            UUID id = UUID.fromString(job.id());
            ReadSide.eventually(
                    "rebuilt",
                    () ->
                            side.engine.jobs().find(id).orElseThrow().status()
                                    != JobStatus.State.RUNNING);
            JobStatus ended = side.engine.jobs().find(id).orElseThrow();
            assertEquals(JobStatus.State.SUCCEEDED, ended.status(), ended::toString);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Arrays.stream(sorted).skip((sorted.length - 1) / 2).findFirst().orElseThrow();
    }

    static void say(String line) {
        System.out.println("bench: " + line);
    }

    /** One projection's rebuild between its bare arms, round after round. */
    private record Arms(
            String name,
            ReadSide side,
            String table,
            long events,
            double ship,
            double goal,
            boolean withKey) {

        void run() {
            say(name);
            for (int i = 0; i < WARM_UPS; i++) {
                rebuild();
            }
            BareCopy bare = new BareCopy(side, table);
            long rows = side.number("select count(*) from " + table);
            assertEquals(ORDERS, rows);
            bare.run(withKey);
            List<Double> copied = new ArrayList<>();
            List<Double> rebuilt = new ArrayList<>();
            List<Double> folded = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double copy = rows / bare.run(withKey);
                Map<String, Double> phases = rebuild();
                double swapped = phases.getOrDefault("COMPARE", phases.getOrDefault("END", 0.0));
                copied.add(copy);
                rebuilt.add(events / swapped);
                folded.add(events / phases.getOrDefault("INDEX", swapped));
                ratios.add(rebuilt.getLast() / copy);
            }
            report(copied, rebuilt, folded, ratios);
        }

        private void report(
                List<Double> copied,
                List<Double> rebuilt,
                List<Double> folded,
                List<Double> ratios) {
            double naive = new NaiveProjector<>(side.context(table), "naive").run(NAIVE_EVENTS);
            String bareName = withKey ? "COPY BINARY + primary key" : "COPY BINARY, no index";
            say("  %-28s %,12.0f rows/s".formatted(bareName, median(copied)));
            say("  %-28s %,12.0f events/s".formatted("rebuild, start to swap", median(rebuilt)));
            say("  %-28s %,12.0f events/s".formatted("  of it without indexes", median(folded)));
            say("  %-28s %,12.0f events/s".formatted("one upsert per event", naive));
            say(
                    "  rebuild / bare copy: %.2f (rounds %.2f to %.2f), ship %.2f, goal %.2f: %s"
                            .formatted(
                                    median(ratios),
                                    ratios.stream().min(Double::compare).orElseThrow(),
                                    ratios.stream().max(Double::compare).orElseThrow(),
                                    ship,
                                    goal,
                                    verdict(median(ratios), ship, goal)));
            double times = median(rebuilt) / naive;
            say(
                    "  rebuild / one upsert per event: %.0f, ship 20: %s"
                            .formatted(times, verdict(times, 20, 20)));
        }

        private Map<String, Double> rebuild() {
            ReadSide.Timed timed = side.run(JobStatus.Kind.REBUILD, table);
            JobStatus job = timed.job();
            assertEquals(JobStatus.State.SUCCEEDED, job.status(), job::toString);
            return timed.seconds();
        }

        private static String verdict(double value, double ship, double goal) {
            return value >= goal ? "reaches the goal" : value >= ship ? "ships" : "below the bar";
        }
    }
}
