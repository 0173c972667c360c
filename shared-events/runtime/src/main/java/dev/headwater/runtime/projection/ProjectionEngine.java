package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.jboss.logging.Logger;

/** All projections of one process: a live runner each, on a virtual thread of its own. */
final class ProjectionEngine implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ProjectionEngine.class);
    private static final Duration GOODBYE_MAX = Duration.ofSeconds(10);
    private static final Duration RESUME_PAUSE = Duration.ofMillis(500);
    private static final int RESUME_TRIES = 240;

    private final ProjectionSettings settings;
    private final ProjectionDatabase database;
    private final Jobs jobs;
    private final SkippedEvents skipped;
    private final StatusReport report;
    private final ScheduledVerification verification;
    private final Map<String, RunningProjection<?, ?>> running = new LinkedHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param service prefix of the consumer groups
     * @throws IllegalArgumentException when a row class cannot be a projection's row
     */
    ProjectionEngine(
            String service,
            Collection<ProjectionDefinition<?, ?>> definitions,
            Log log,
            ProjectionDatabase database,
            ProjectionSettings settings,
            SessionFactory sessions,
            InstantSource clock) {
        this.settings = settings;
        this.database = database;
        this.jobs = new Jobs(database);
        this.skipped = new SkippedEvents(log, service);
        this.report = new StatusReport(jobs, clock);
        this.verification = new ScheduledVerification(jobs, settings);
        for (ProjectionDefinition<?, ?> definition : definitions) {
            RunningProjection<?, ?> each =
                    RunningProjection.of(
                            service,
                            FoldContext.of(definition, log, database, settings, sessions, skipped),
                            jobs,
                            clock);
            running.put(each.context().name(), each);
        }
    }

    void start() {
        running.values()
                .forEach(
                        each ->
                                threads.add(
                                        Thread.ofVirtual()
                                                .name("projection-" + each.context().name())
                                                .start(() -> run(each.runner()))));
        running.values()
                .forEach(
                        each ->
                                threads.add(
                                        Thread.ofVirtual()
                                                .name("resume-" + each.context().name())
                                                .start(() -> resume(each.context()))));
        if (verification.isOn()) {
            threads.add(Thread.ofVirtual().name("scheduled-verification").start(this::verifyLoop));
        }
    }

    private void verifyLoop() {
        while (!stoppedWithin(verification.pause())) {
            verification.look(running.values());
        }
    }

    /** Takes up what a process that is gone has left undone; its lock may outlive it a little. */
    private void resume(FoldContext<?, ?> context) {
        for (int tries = 0; tries < RESUME_TRIES; tries++) {
            try {
                if (jobs.resume(context)) {
                    return;
                }
            } catch (DatabaseException e) {
                LOG.debugf(e, "Whether a job of %s was left is not known yet", context.name());
            }
            if (stoppedWithin(RESUME_PAUSE)) {
                return;
            }
        }
    }

    /**
     * Measures lag from now on.
     *
     * @param meters shows it
     */
    void measure(ProjectionMeters meters) {
        threads.add(Thread.ofVirtual().name("projection-lag").start(() -> measureLoop(meters)));
    }

    private void measureLoop(ProjectionMeters meters) {
        while (!stoppedWithin(settings.lagEvery())) {
            Map<String, Soundness> sound = new HashMap<>();
            for (RunningProjection<?, ?> each : running.values()) {
                String name = each.context().name();
                try {
                    report.of(each, false);
                    sound.put(name, database.transaction(c -> Soundness.of(c, name)));
                } catch (DatabaseException | LogUnavailableException e) {
                    LOG.debugf(e, "Lag of %s is not known", each.context().name());
                }
            }
            meters.show(running.values(), jobs, report, sound);
        }
        running.values().forEach(each -> each.lag().close());
    }

    private void run(ProjectionRunner<?, ?> runner) {
        try (runner) {
            while (stopped.getCount() > 0) {
                try {
                    if (!runner.step(settings.pollWait())) {
                        pause();
                    }
                } catch (RuntimeException e) {
                    LOG.error("A projection's round failed; it goes on with the next", e);
                    pause();
                }
            }
        }
    }

    private void pause() {
        if (stoppedWithin(settings.backOffMax().dividedBy(5))) {
            LOG.debug("Stopped while it waited for the log");
        }
    }

    private boolean stoppedWithin(Duration time) {
        try {
            return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    StatusReport report() {
        return report;
    }

    /** By name, if this service has such a projection. */
    Optional<RunningProjection<?, ?>> find(String name) {
        return Optional.ofNullable(running.get(name));
    }

    Collection<RunningProjection<?, ?>> all() {
        return running.values();
    }

    Jobs jobs() {
        return jobs;
    }

    SkippedEvents skipped() {
        return skipped;
    }

    ProjectionDatabase database() {
        return database;
    }

    @Override
    public void close() {
        stopped.countDown();
        jobs.close();
        running.values().forEach(each -> each.runner().wakeup());
        for (Thread thread : threads) {
            try {
                thread.join(GOODBYE_MAX);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
