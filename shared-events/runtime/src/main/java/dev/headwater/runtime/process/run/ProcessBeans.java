package dev.headwater.runtime.process.run;

import dev.headwater.runtime.command.CommandGateway;
import dev.headwater.runtime.command.LocalIntake;
import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.observe.Spans;
import dev.headwater.runtime.process.Backoff;
import dev.headwater.runtime.process.EffectCalls;
import dev.headwater.runtime.process.VirtualThreadScheduler;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.Wellness;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Puts the policies and effects of a service together as beans, and runs the policies. */
@ApplicationScoped
class ProcessBeans {

    /** Before the write path ends, which takes the policies' commands. */
    private static final int FIRST = 1;

    private final PolicyRunners policies;

    ProcessBeans(
            ServiceDefinition service,
            Log log,
            Appender appender,
            LocalIntake local,
            PolicySettings settings,
            InstantSource clock,
            Spans spans,
            MeterRegistry meters) {
        policies =
                new PolicyRunners(
                        new PolicyParts(
                                service,
                                log,
                                new CommandOutlet(service, log, appender, local),
                                settings,
                                new Backoff(
                                        settings.backOffMin(),
                                        settings.backOffMax(),
                                        RandomGenerator.getDefault()),
                                clock,
                                spans,
                                meters));
    }

    void start(@Observes StartupEvent event) {
        policies.start();
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        policies.close();
    }

    @Produces
    @ApplicationScoped
    EffectCalls effects(
            ServiceDefinition service,
            CommandGateway gateway,
            EffectSettings settings,
            MeterRegistry meters) {
        return new EffectRunner(
                service,
                gateway,
                new VirtualThreadScheduler("effect"),
                new Backoff(
                        settings.backOffMin(), settings.backOffMax(), RandomGenerator.getDefault()),
                settings.concurrencyMax(),
                meters);
    }

    void close(@Disposes EffectCalls effects) {
        if (effects instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                throw new IllegalStateException("stopping the effects failed", e);
            }
        }
    }

    /**
     * {@code /q/health/well}: a policy that has stopped needs a person. Not part of readiness:
     * taking the replica out would stop its commands too, and mend nothing.
     */
    @Produces
    @Wellness
    @ApplicationScoped
    HealthCheck policiesRun() {
        return () -> {
            List<String> stopped = stopped();
            HealthCheckResponseBuilder response = HealthCheckResponse.named("policies");
            for (int i = 0; i < stopped.size(); i++) {
                response.withData("stopped-" + (i + 1), stopped.get(i));
            }
            return response.status(stopped.isEmpty()).build();
        };
    }

    private List<String> stopped() {
        return policies.partitions().stream()
                .filter(each -> each.phase() == PolicyPartition.Phase.STOPPED)
                .map(
                        each ->
                                "policy %s stands at %s partition %d offset %d: %s"
                                        .formatted(
                                                each.policy(),
                                                each.source(),
                                                each.partition(),
                                                each.nextOffset(),
                                                each.reason()))
                .toList();
    }
}
