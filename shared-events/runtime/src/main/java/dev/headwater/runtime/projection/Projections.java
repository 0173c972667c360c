package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.Selection;
import dev.headwater.runtime.log.StreamId;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * The projections of this service: started and stopped with it, and what operators do with them. A
 * service without {@link ReadModels}, or whose definition names none, has none. Trouble with
 * PostgreSQL comes as an exception whose cause is the {@link java.sql.SQLException}.
 */
@ApplicationScoped
public class Projections {

    private static final int PARKED_MAX = 1_000;

    private final Instance<ReadModels> service;
    private final Instance<Log> log;
    private final Instance<AgroalDataSource> source;
    private final Instance<SessionFactory> sessions;
    private final Instance<Flyway> flyway;
    private final Instance<MeterRegistry> meters;
    private final InstantSource clock;
    private final ProjectionSettings settings;
    private volatile @Nullable ProjectionEngine engine;

    Projections(
            Instance<ReadModels> service,
            Instance<Log> log,
            Instance<AgroalDataSource> source,
            Instance<SessionFactory> sessions,
            Instance<Flyway> flyway,
            Instance<MeterRegistry> meters,
            InstantSource clock,
            ProjectionSettings settings) {
        this.service = service;
        this.log = log;
        this.source = source;
        this.sessions = sessions;
        this.flyway = flyway;
        this.meters = meters;
        this.clock = clock;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        if (service.isUnsatisfied() || service.get().projections().isEmpty()) {
            return;
        }
        ProjectionEngine created =
                new ProjectionEngine(
                        service.get().name(),
                        service.get().projections(),
                        log.get(),
                        new ProjectionDatabase(source.get(), () -> flyway.get().migrate()),
                        settings,
                        sessions.get(),
                        clock);
        engine = created;
        created.start();
        created.measure(new ProjectionMeters(meters.get()));
    }

    void stop(@Observes ShutdownEvent event) {
        ProjectionEngine current = engine;
        if (current != null) {
            current.close();
        }
    }

    /** The running projections, or null before the start and in a service without any. */
    @Nullable ProjectionEngine engine() {
        return engine;
    }

    /** The names of this service's projections. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        ProjectionEngine current = engine;
        if (current != null) {
            current.all().forEach(each -> names.add(each.context().name()));
        }
        return names;
    }

    /**
     * Every projection with its positions over all replicas.
     *
     * @param checksum whether to read the tables for their checksums: about a second per million
     *     rows
     * @throws LogUnavailableException retry
     */
    public List<ProjectionStatus> list(boolean checksum) {
        ProjectionEngine current = engine;
        return current == null
                ? List.of()
                : current.all().stream().map(each -> current.report().of(each, checksum)).toList();
    }

    /**
     * Age of the oldest event that is not in a projection's rows [s], measured now in the log and
     * in PostgreSQL; 0 when there is none.
     *
     * @throws IllegalArgumentException when there is no such projection
     * @throws LogUnavailableException retry
     */
    public double lagSeconds(String projection) {
        return running().report().of(known(projection), false).lagSeconds();
    }

    /**
     * Starts a rebuild or a verification on this replica.
     *
     * @param ratePerSecondMax most events folded per second; 0 for no limit
     * @return empty when one runs on this projection already, on whatever replica
     * @throws IllegalArgumentException when there is no such projection
     */
    public Optional<JobStatus> start(
            JobStatus.Kind kind, String projection, long ratePerSecondMax) {
        return running().jobs().start(kind, known(projection).context(), ratePerSecondMax);
    }

    /**
     * Rebuilds all projections of this service, on this replica; those of one topic read it
     * together.
     *
     * @param ratePerSecondMax most events folded per second and projection; 0 for no limit
     * @return the jobs by projection; one on which a job runs already is not among them
     */
    public Map<String, JobStatus> rebuildAll(long ratePerSecondMax) {
        ProjectionEngine current = running();
        List<FoldContext<?, ?>> contexts = new ArrayList<>();
        current.all().forEach(each -> contexts.add(each.context()));
        return current.jobs().rebuildTogether(contexts, ratePerSecondMax);
    }

    /**
     * Folds a part of the log into a table of its own, for analysis, on this replica.
     *
     * @param table its name; one that an earlier replay has made is replaced
     * @param ratePerSecondMax most events folded per second; 0 for no limit
     * @return empty when this table is being made already
     * @throws IllegalArgumentException when there is no such projection, or the table's name is
     *     none
     */
    public Optional<JobStatus> startSideTable(
            String projection, String table, Selection selection, long ratePerSecondMax) {
        return running()
                .jobs()
                .startSideTable(known(projection).context(), table, selection, ratePerSecondMax);
    }

    /** A job of any replica, if there is one of this kind on this projection. */
    public Optional<JobStatus> job(JobStatus.Kind kind, String projection, UUID id) {
        return running()
                .jobs()
                .find(id)
                .filter(job -> job.kind() == kind && job.projection().equals(projection));
    }

    /** Asks a job to end; readers keep what they have. Without effect once it has ended. */
    public void cancel(UUID id) {
        running().jobs().cancel(id);
    }

    /** The streams that wait, oldest first, at most 1,000. */
    public List<ParkedStream> parked() {
        ProjectionEngine current = engine;
        return current == null
                ? List.of()
                : current.database().transaction(c -> ParkedEvents.all(c, PARKED_MAX));
    }

    /**
     * The first parked events of a stream, at most 1,000, decoded as far as they can be.
     *
     * @return empty when none of it waits
     * @throws IllegalArgumentException when there is no such projection
     * @throws LogUnavailableException retry
     */
    public List<DeadLetter> parked(String projection, StreamId stream) {
        return new ParkedView<>(known(projection).context()).of(stream, PARKED_MAX);
    }

    /**
     * Folds the parked events of a stream again, in order.
     *
     * @return empty when none of it waits
     * @throws IllegalArgumentException when there is no such projection
     * @throws LogUnavailableException retry
     */
    public Optional<RedriveResult> redrive(String projection, StreamId stream) {
        return new Redrive<>(known(projection).context()).run(stream);
    }

    /**
     * Passes over one event of a parked stream, for good, and folds what waits behind it.
     *
     * @param version which event; null for the one that cannot be folded
     * @param reason why, in the operator's words; it is kept in the log
     * @return empty when none of the stream waits
     * @throws IllegalArgumentException when there is no such projection, or the version is not
     *     parked
     * @throws LogUnavailableException retry
     */
    public Optional<RedriveResult> skip(
            String projection, StreamId stream, @Nullable Long version, String reason) {
        return new Skip<>(known(projection).context()).run(stream, version, reason);
    }

    /**
     * The events that projections of this service pass over, oldest decision first.
     *
     * @throws LogUnavailableException retry
     */
    public List<SkippedEvent> skipped() {
        ProjectionEngine current = engine;
        if (current == null) {
            return List.of();
        }
        current.skipped().load();
        return current.skipped().all();
    }

    private RunningProjection<?, ?> known(String projection) {
        return running()
                .find(projection)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "this service has no projection '%s', only %s"
                                                .formatted(projection, names())));
    }

    private ProjectionEngine running() {
        ProjectionEngine current = engine;
        if (current == null) {
            throw new IllegalArgumentException("this service has no projections");
        }
        return current;
    }
}
