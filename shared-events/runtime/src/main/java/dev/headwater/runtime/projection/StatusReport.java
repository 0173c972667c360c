package dev.headwater.runtime.projection;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is shown of a projection: stored checkpoints, the log's ends, this replica.
 */
final class StatusReport {

    private final Jobs jobs;
    private final InstantSource clock;

    StatusReport(Jobs jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    private record Stored(
            Optional<Generation> live, Map<Integer, Long> next, @Nullable Checksum sum) {}

    /**
     * @param checksum whether to read the whole table for its checksum
     * @throws DatabaseException PostgreSQL does not answer
     */
    ProjectionStatus of(RunningProjection<?, ?> running, boolean checksum) {
        FoldContext<?, ?> context = running.context();
        Stored stored = context.database().transaction(c -> stored(c, context.name(), checksum));
        Map<Integer, LagMeter.Lag> lags = running.lag().measure(stored.next());
        Generation live =
                stored.live()
                        .orElse(
                                new Generation(
                                        context.name(), context.id().version(), 0, context.name()));
        Checksum sum = stored.sum();
        List<String> problems = running.runner().problems().stream().sorted().toList();
        return new ProjectionStatus(
                context.name(),
                live.version(),
                live.number(),
                lags.values().stream().mapToLong(LagMeter.Lag::events).sum(),
                seconds(lags),
                partitions(lags),
                sum == null ? null : sum.rows(),
                sum == null ? null : sum.sum(),
                state(running, problems),
                problems.isEmpty() ? null : String.join("; ", problems));
    }

    private static Stored stored(java.sql.Connection connection, String name, boolean checksum)
            throws SQLException {
        Optional<Generation> live = Checkpoints.find(connection, name);
        Map<Integer, Long> next = new HashMap<>();
        if (live.isPresent()) {
            Checkpoints.all(connection, live.get())
                    .forEach((partition, at) -> next.put(partition, at.nextOffset()));
        }
        return new Stored(live, next, checksum ? Checksum.of(connection, name) : null);
    }

    private static List<ProjectionStatus.Partition> partitions(Map<Integer, LagMeter.Lag> lags) {
        return lags.entrySet().stream()
                .map(
                        each ->
                                new ProjectionStatus.Partition(
                                        each.getKey(),
                                        each.getValue().next(),
                                        each.getValue().end(),
                                        each.getValue().events()))
                .collect(Collectors.toList());
    }

    /** Age of the oldest event that is not folded [s]. */
    double seconds(Map<Integer, LagMeter.Lag> lags) {
        return lags.values().stream().mapToDouble(this::seconds).max().orElse(0);
    }

    /** Age of the partition's oldest event that is not folded [s]. */
    double seconds(LagMeter.Lag lag) {
        Instant oldest = lag.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
    }

    private ProjectionStatus.State state(RunningProjection<?, ?> running, List<String> problems) {
        boolean rebuilding =
                jobs.latest(running.context().name())
                        .filter(job -> job.kind() == JobStatus.Kind.REBUILD)
                        .filter(job -> job.status() == JobStatus.State.RUNNING)
                        .isPresent();
        if (rebuilding) {
            return ProjectionStatus.State.REBUILDING;
        }
        if (!running.runner().refusals().isEmpty()) {
            return ProjectionStatus.State.REFUSED;
        }
        return problems.isEmpty() ? ProjectionStatus.State.LIVE : ProjectionStatus.State.WAITING;
    }
}
