package dev.headwater.runtime.health;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * {@code /q/health/started}: up once every start-up observer has run, until the shutdown begins.
 */
@Startup
@ApplicationScoped
public class Started implements HealthCheck {

    private volatile boolean started;

    void onStart(
            @Observes @jakarta.annotation.Priority(Interceptor.Priority.LIBRARY_AFTER + 1_000)
                    StartupEvent event) {
        started = true;
    }

    void onStop(@Observes ShutdownEvent event) {
        started = false;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("started").status(started).build();
    }
}
