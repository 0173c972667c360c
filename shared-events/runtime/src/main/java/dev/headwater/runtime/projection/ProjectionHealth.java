package dev.headwater.runtime.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What keeps this process's projections from following the log. */
@ApplicationScoped
public class ProjectionHealth {

    private final Projections projections;

    ProjectionHealth(Projections projections) {
        this.projections = projections;
    }

    /** One sentence per problem, in a stable order; empty when every projection follows. */
    public List<String> problems() {
        ProjectionEngine engine = projections.engine();
        return engine == null
                ? List.of()
                : engine.all().stream()
                        .flatMap(each -> each.runner().problems().stream())
                        .sorted()
                        .toList();
    }
}
