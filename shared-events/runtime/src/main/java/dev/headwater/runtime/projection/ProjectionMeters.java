package dev.headwater.runtime.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is measured of projections: lag in events and seconds, progress of rebuilds, and whether the
 * rows are what the log says.
 */
final class ProjectionMeters {

    private final MultiGauge events;
    private final MultiGauge seconds;
    private final MultiGauge progress;
    private final MultiGauge parked;
    private final MultiGauge verified;
    private final MultiGauge verifiedAge;

    ProjectionMeters(MeterRegistry registry) {
        events =
                MultiGauge.builder("headwater.projection.lag.records")
                        .description("Events in the log that are not in the rows")
                        .register(registry);
        seconds =
                MultiGauge.builder("headwater.projection.lag.seconds")
                        .description("Age of the oldest event that is not in the rows")
                        .baseUnit("seconds")
                        .register(registry);
        progress =
                MultiGauge.builder("headwater.projection.rebuild.progress")
                        .description("Share of the log that the latest rebuild or check has folded")
                        .register(registry);
        parked =
                MultiGauge.builder("headwater.projection.parked")
                        .description(
                                "Events that wait because one of their stream cannot be folded")
                        .register(registry);
        verified =
                MultiGauge.builder("headwater.projection.verified")
                        .description(
                                "1 when the last verification found the rows equal to the log, or 0")
                        .register(registry);
        verifiedAge =
                MultiGauge.builder("headwater.projection.verified.age")
                        .description("Time since that verification")
                        .baseUnit("seconds")
                        .register(registry);
    }

    /**
     * @param projections all of this process
     * @param jobs of this process
     * @param sound by projection, as far as PostgreSQL told
     */
    void show(
            Iterable<RunningProjection<?, ?>> projections,
            Jobs jobs,
            StatusReport report,
            Map<String, Soundness> sound) {
        show(sound);
        List<MultiGauge.Row<?>> eventRows = new ArrayList<>();
        List<MultiGauge.Row<?>> secondRows = new ArrayList<>();
        List<MultiGauge.Row<?>> progressRows = new ArrayList<>();
        for (RunningProjection<?, ?> each : projections) {
            String name = each.context().name();
            for (Map.Entry<Integer, LagMeter.Lag> lag : each.lag().last().entrySet()) {
                Tags tags =
                        Tags.of("projection", name, "partition", Integer.toString(lag.getKey()));
                eventRows.add(MultiGauge.Row.of(tags, lag.getValue().events()));
                secondRows.add(MultiGauge.Row.of(tags, report.seconds(lag.getValue())));
            }
            jobs.latest(name)
                    .ifPresent(
                            job ->
                                    progressRows.add(
                                            MultiGauge.Row.of(
                                                    Tags.of("projection", name), share(job))));
        }
        events.register(eventRows, true);
        seconds.register(secondRows, true);
        progress.register(progressRows, true);
    }

    private void show(Map<String, Soundness> sound) {
        List<MultiGauge.Row<?>> parkedRows = new ArrayList<>();
        List<MultiGauge.Row<?>> verifiedRows = new ArrayList<>();
        List<MultiGauge.Row<?>> ageRows = new ArrayList<>();
        sound.forEach(
                (name, each) -> {
                    Tags tags = Tags.of("projection", name);
                    parkedRows.add(MultiGauge.Row.of(tags, each.parked()));
                    each.verified()
                            .ifPresent(
                                    last -> {
                                        verifiedRows.add(
                                                MultiGauge.Row.of(tags, last.equal() ? 1 : 0));
                                        ageRows.add(
                                                MultiGauge.Row.of(tags, last.age().toSeconds()));
                                    });
                });
        parked.register(parkedRows, true);
        verified.register(verifiedRows, true);
        verifiedAge.register(ageRows, true);
    }

    private static double share(JobStatus job) {
        if (job.status() == JobStatus.State.SUCCEEDED) {
            return 1;
        }
        return job.eventsTotal() == 0
                ? 0
                : Math.min(1, (double) job.eventsDone() / job.eventsTotal());
    }
}
