package dev.headwater.runtime.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** {@code /q/health/ready}: up when no {@link ReadinessProbe} has a problem; else their reasons. */
@Readiness
@ApplicationScoped
public class Ready implements HealthCheck {

    private final Instance<ReadinessProbe> probes;

    Ready(@Any Instance<ReadinessProbe> probes) {
        this.probes = probes;
    }

    @Override
    public HealthCheckResponse call() {
        Reasons reasons = new Reasons("ready");
        for (ReadinessProbe probe : probes) {
            reasons.ask(probe.name(), probe::problems);
        }
        return reasons.response();
    }
}
