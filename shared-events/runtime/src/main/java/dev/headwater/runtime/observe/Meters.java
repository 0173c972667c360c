package dev.headwater.runtime.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The meters of the runtime. Dashboards and alarms rely on the names: add freely, never rename. */
public final class Meters {

    /** Counter: commands decided; tags {@code outcome}, {@code origin}. */
    public static final String COMMANDS = "headwater.commands";

    /** Timer: from the first command taken to the commit's return, one transaction. */
    public static final String TRANSACTION = "headwater.transaction";

    /** Summary: commands per transaction. */
    public static final String BATCH = "headwater.transaction.batch";

    /** Counter: transactions that failed and led to another acquire; tag {@code cause}. */
    public static final String TRANSACTION_FAILURES = "headwater.transaction.failures";

    /** Gauge: partitions that this replica owns; tag {@code phase}. */
    public static final String PARTITIONS = "headwater.partitions";

    /** Gauge: how much of a replay is done, 0 to 1; tag {@code partition}. */
    public static final String REPLAY_PROGRESS = "headwater.replay.progress";

    /** Gauge: events not folded yet; tags {@code projection}, {@code partition}. */
    public static final String PROJECTION_LAG_RECORDS = "headwater.projection.lag.records";

    /** Gauge: age of the oldest event not folded yet, in seconds; tags as above. */
    public static final String PROJECTION_LAG_SECONDS = "headwater.projection.lag.seconds";

    /** Gauge: callers that wait for an outcome. */
    public static final String OUTCOMES_AWAITED = "headwater.outcomes.awaited";

    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts into nothing that anybody reads: for simulators and tests. */
    public static Meters unread() {
        return new Meters(new SimpleMeterRegistry());
    }

    /**
     * One command decided.
     *
     * @param outcome {@code accepted}, {@code refused}, {@code failed} or {@code repeat}
     * @param origin {@code client}, {@code policy}, {@code effect} or {@code deadline}
     */
    public void command(String outcome, String origin) {
        Counter.builder(COMMANDS)
                .tag("outcome", outcome)
                .tag("origin", origin)
                .register(registry)
                .increment();
    }

    /**
     * One transaction committed.
     *
     * @param cycle from the first command taken to the commit's return
     * @param commands how many were decided in it
     */
    public void transaction(Duration cycle, int commands) {
        Timer.builder(TRANSACTION).publishPercentileHistogram().register(registry).record(cycle);
        DistributionSummary.builder(BATCH).register(registry).record(commands);
    }

    /**
     * One transaction failed.
     *
     * @param cause one of few words, {@code fenced} or {@code unavailable}
     */
    public void transactionFailed(String cause) {
        Counter.builder(TRANSACTION_FAILURES).tag("cause", cause).register(registry).increment();
    }

    /** Shows how many partitions are in a phase, from now on. */
    public Registration partitions(String phase, Supplier<Number> owned) {
        return gauge(PARTITIONS, Tags.of("phase", phase), owned);
    }

    /** Shows how far a replay is, 0 to 1, until it is closed. */
    public Registration replay(int partition, Supplier<Number> progress) {
        return gauge(REPLAY_PROGRESS, Tags.of("partition", Integer.toString(partition)), progress);
    }

    /** Shows a projection's lag on a partition, until it is closed. */
    public Registration projection(
            String projection, int partition, Supplier<Number> records, Supplier<Number> seconds) {
        Tags tags = Tags.of("projection", projection, "partition", Integer.toString(partition));
        Registration lagRecords = gauge(PROJECTION_LAG_RECORDS, tags, records);
        Registration lagSeconds = gauge(PROJECTION_LAG_SECONDS, tags, seconds);
        return () -> List.of(lagRecords, lagSeconds).forEach(Registration::close);
    }

    /** Shows how many callers wait for outcomes, from now on. */
    public Registration outcomesAwaited(Supplier<Number> callers) {
        return gauge(OUTCOMES_AWAITED, Tags.empty(), callers);
    }

    private Registration gauge(String name, Tags tags, Supplier<Number> value) {
        Meter meter =
                Gauge.builder(name, value).tags(tags).strongReference(true).register(registry);
        return () -> registry.remove(meter);
    }

    /** A gauge that is shown until it is closed. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
