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
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the write path together as beans, starts it with the service and ends it in order. */
@ApplicationScoped
class WritePathBeans {

    private final WritePath writePath;

    WritePathBeans(
            ServiceDefinition service,
            Log log,
            TopicCheck contract,
            CommandSettings settings,
            SchemaPack pack,
            SchemaLookup schemas,
            EffectCalls effects,
            ObjectMapper json,
            Meters meters,
            InstantSource clock,
            @ConfigProperty(name = "headwater.instance") String instance) {
        OwnerParts parts =
                new OwnerParts(
                        service,
                        log,
                        settings,
                        new Aggregates(service),
                        new CommandRecords(service),
                        new OutcomeRecords(OutcomeCodec.of(pack, schemas)),
                        effects,
                        json,
                        meters,
                        clock,
                        RandomGenerator.getDefault());
        writePath = new WritePath(parts, contract, instance);
        for (Phase phase : Phase.values()) {
            meters.partitions(phase.name(), () -> count(writePath, phase));
        }
        meters.outcomesAwaited(writePath::waiting);
    }

    private static long count(WritePath path, Phase phase) {
        return path.partitions().stream().filter(each -> each.phase().equals(phase.name())).count();
    }

    void start(@Observes StartupEvent event) {
        writePath.start();
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
