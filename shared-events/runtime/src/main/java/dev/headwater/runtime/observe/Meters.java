package dev.headwater.runtime.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/**
 * The gauges of partitions that come and go: what moves to another replica is not shown here any
 * more. Meters that live as long as the process are with what they measure. Dashboards and alarms
 * rely on all names: add freely, never rename.
 */
public final class Meters {

    /** Gauge: how much of a replay is done, 0 to 1; tag {@code partition}. */
    public static final String REPLAY_PROGRESS = "headwater.replay.progress";

    /** Gauge: events not folded yet; tags {@code projection}, {@code partition}. */
    public static final String PROJECTION_LAG_RECORDS = "headwater.projection.lag.records";

    /** Gauge: age of the oldest event not folded yet, in seconds; tags as above. */
    public static final String PROJECTION_LAG_SECONDS = "headwater.projection.lag.seconds";

    private final MeterRegistry registry;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows values to nobody: for simulators and tests. */
    public static Meters unread() {
        return new Meters(new SimpleMeterRegistry());
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
