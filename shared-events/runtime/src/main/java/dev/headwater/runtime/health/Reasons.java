package dev.headwater.runtime.health;

import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/** Collects what probes say into one health check: each probe's name with {@code ok} or reasons. */
final class Reasons {

    private static final Logger LOG = Logger.getLogger(Reasons.class);

    private final HealthCheckResponseBuilder response;
    private boolean up = true;

    Reasons(String check) {
        this.response = HealthCheckResponse.named(check);
    }

    /** A probe that throws counts as a problem of its own: health must not lie by failing. */
    void ask(String name, Supplier<List<String>> probe) {
        List<String> problems;
        try {
            problems = probe.get();
        } catch (RuntimeException e) {
            LOG.warnf(e, "health probe failed probe=%s", name);
            problems = List.of("the check itself failed; see the log");
        }
        up &= problems.isEmpty();
        response.withData(name, problems.isEmpty() ? "ok" : String.join("; ", problems));
    }

    HealthCheckResponse response() {
        return response.status(up).build();
    }
}
