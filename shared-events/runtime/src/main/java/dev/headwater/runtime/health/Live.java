package dev.headwater.runtime.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** {@code /q/health/live}: down only for what a restart can mend, see {@link LivenessProbe}. */
@Liveness
@ApplicationScoped
public class Live implements HealthCheck {

    private final Instance<LivenessProbe> probes;

    Live(@Any Instance<LivenessProbe> probes) {
        this.probes = probes;
    }

    @Override
    public HealthCheckResponse call() {
        Reasons reasons = new Reasons("live");
        for (LivenessProbe probe : probes) {
            reasons.ask(probe.name(), probe::problems);
        }
        return reasons.response();
    }
}
