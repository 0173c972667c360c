package dev.headwater.runtime.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes {@link Spans} and {@link Meters} beans; both are plain classes that a simulator can make.
 */
@ApplicationScoped
public class Observability {

    @Produces
    @Singleton
    Spans spans(OpenTelemetry telemetry) {
        return new Spans(telemetry);
    }

    @Produces
    @Singleton
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }
}
