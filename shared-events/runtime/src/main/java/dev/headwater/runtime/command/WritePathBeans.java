package dev.headwater.runtime.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.runtime.codec.SchemaLookup;
import dev.headwater.runtime.health.ReadinessProbe;
import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.TopicCheck;
import dev.headwater.runtime.observe.Meters;
import dev.headwater.runtime.process.EffectCalls;
import dev.headwater.runtime.snapshot.PgSnapshots;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Puts the write path together as beans, starts it with the service and ends it in order. */
@ApplicationScoped
class WritePathBeans {

    private static final System.Logger LOG = System.getLogger(WritePathBeans.class.getName());

    private final WritePath writePath;

    WritePathBeans(
            ServiceDefinition service,
            Log log,
            TopicCheck contract,
            CommandSettings settings,
            SnapshotSettings snapshots,
            Instance<AgroalDataSource> source,
            SchemaPack pack,
            SchemaLookup schemas,
            EffectCalls effects,
            ObjectMapper json,
            Meters meters,
            InstantSource clock,
            @ConfigProperty(name = "headwater.instance") String instance) {
        Aggregates aggregates = new Aggregates(service);
        OwnerParts parts =
                new OwnerParts(
                        service,
                        log,
                        settings,
                        aggregates,
                        new CommandRecords(service),
                        new OutcomeRecords(OutcomeCodec.of(pack, schemas)),
                        effects,
                        json,
                        meters,
                        clock,
                        RandomGenerator.getDefault(),
                        snapshotParts(aggregates, snapshots, source));
        writePath = new WritePath(parts, contract, instance);
        for (Phase phase : Phase.values()) {
            meters.partitions(phase.name(), () -> count(writePath, phase));
        }
        meters.outcomesAwaited(writePath::waiting);
    }

    /** None when they are switched off, or when they could not be kept. */
    private static @Nullable SnapshotParts snapshotParts(
            Aggregates aggregates, SnapshotSettings settings, Instance<AgroalDataSource> source) {
        if (!settings.enabled()) {
            return null;
        }
        if (aggregates.stateSchema().isEmpty() || source.isUnsatisfied()) {
            LOG.log(
                    Level.WARNING,
                    "no snapshots: an aggregate has no form for its state, or there is no database");
            return null;
        }
        return new SnapshotParts(
                new PgSnapshots(source.get()),
                settings,
                command -> Thread.ofVirtual().name("snapshot-read").start(command),
                command -> Thread.ofVirtual().name("snapshot-write").start(command));
    }

    private static long count(WritePath path, Phase phase) {
        return path.partitions().stream().filter(each -> each.phase().equals(phase.name())).count();
    }

    void start(@Observes StartupEvent event) {
        writePath.start();
    }

    /**
     * Before the time in which requests still come, so that they find the next owner at work; the
     * rest of the shutdown comes behind it.
     */
    void handOver(@Observes ShutdownDelayInitiatedEvent event) {
        writePath.handOver();
    }

    void stop(@Observes ShutdownEvent event) {
        writePath.stop();
    }

    @Produces
    @ApplicationScoped
    CommandGateway gateway() {
        return writePath.gateway();
    }

    @Produces
    @ApplicationScoped
    LocalIntake intake() {
        return writePath.gateway();
    }

    @Produces
    @ApplicationScoped
    CommandLookup lookup() {
        return writePath.lookup();
    }

    @Produces
    @ApplicationScoped
    PartitionsView view() {
        return writePath;
    }

    @Produces
    @ApplicationScoped
    Appender appender() {
        return writePath.appender();
    }

    @Produces
    @Singleton
    ReadinessProbe partitionsReady() {
        return new Probe("partitions", writePath::partitionProblems);
    }

    @Produces
    @Singleton
    ReadinessProbe contractHolds() {
        return new Probe("topic-contract", writePath::contractProblems);
    }

    private record Probe(String name, Supplier<List<String>> asked) implements ReadinessProbe {

        @Override
        public List<String> problems() {
            return asked.get();
        }
    }
}
