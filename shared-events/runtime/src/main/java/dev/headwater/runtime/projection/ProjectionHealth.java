package dev.headwater.runtime.projection;

import dev.headwater.runtime.health.ReadinessProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * What keeps this process's projections from following the log and needs a person: a recreated or
 * cut topic, a gap in a stream, a table of another version. What passes by itself, such as an
 * absence of PostgreSQL, is no reason to take a replica out; it shows in {@code
 * /admin/projections}.
 */
@ApplicationScoped
public class ProjectionHealth implements ReadinessProbe {

    private final Projections projections;

    ProjectionHealth(Projections projections) {
        this.projections = projections;
    }

    @Override
    public String name() {
        return "projections";
    }

    /** One sentence per problem, in a stable order; empty when none needs a person. */
    @Override
    public List<String> problems() {
        ProjectionEngine engine = projections.engine();
        return engine == null
                ? List.of()
                : engine.all().stream()
                        .flatMap(each -> each.runner().refusals().stream())
                        .sorted()
                        .toList();
    }
}
