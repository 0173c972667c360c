package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.util.Collection;
import org.jboss.logging.Logger;

/**
 * Verifies every projection once in a period, slowly, by whichever replica finds first that it is
 * time. What it finds is in the metrics; nothing is repaired, because only a person knows why.
 */
final class ScheduledVerification {

    private static final Logger LOG = Logger.getLogger(ScheduledVerification.class);
    private static final int LOOKS_PER_PERIOD = 10;

    private final Jobs jobs;
    private final ProjectionSettings settings;

    ScheduledVerification(Jobs jobs, ProjectionSettings settings) {
        this.jobs = jobs;
        this.settings = settings;
    }

    boolean isOn() {
        return settings.verifyEvery().isPositive();
    }

    /** How long to wait before {@link #look}, the first time as well: a start has enough to do. */
    Duration pause() {
        return settings.verifyEvery().dividedBy(LOOKS_PER_PERIOD);
    }

    /** Starts what is due; what PostgreSQL or the log keep from starting is due the next time. */
    void look(Collection<RunningProjection<?, ?>> projections) {
        for (RunningProjection<?, ?> each : projections) {
            FoldContext<?, ?> context = each.context();
            try {
                jobs.verifyWhenDue(
                                context, settings.verifyEvery(), settings.verifyRatePerSecondMax())
                        .ifPresent(
                                job -> LOG.debugf("Verification %s of %s", job.id(), context.id()));
            } catch (DatabaseException | LogUnavailableException e) {
                LOG.debugf(e, "%s is verified later", context.id());
            }
        }
    }
}
