package dev.headwater.runtime.process.run;

import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.observe.Spans;
import dev.headwater.runtime.process.Backoff;
import dev.headwater.runtime.process.Policy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/**
 * What the policies of a service share.
 *
 * @param service whose policies they are
 * @param log where they read
 * @param outlet where their commands go
 * @param settings bounds
 * @param backoff pauses after failures
 * @param clock for the pauses
 */
public record PolicyParts(
        ServiceDefinition service,
        Log log,
        CommandOutlet outlet,
        PolicySettings settings,
        Backoff backoff,
        InstantSource clock,
        Spans spans,
        MeterRegistry meters) {

    /** The consumer group of a policy; provisioning commits its start. */
    String group(Policy<?> policy) {
        return service.name() + ".policy." + policy.name();
    }
}
