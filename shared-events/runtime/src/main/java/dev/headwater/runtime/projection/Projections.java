package dev.headwater.runtime.projection;

import dev.headwater.runtime.command.ServiceDefinition;
import dev.headwater.runtime.log.Log;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts the projections of the service with the service, and stops them with it. A service without
 * a {@link ServiceDefinition} has none.
 */
@ApplicationScoped
public class Projections {

    private final Instance<ServiceDefinition> service;
    private final Instance<Log> log;
    private final Instance<AgroalDataSource> source;
    private final Instance<SessionFactory> sessions;
    private final Instance<Flyway> flyway;
    private final ProjectionSettings settings;
    private volatile @Nullable ProjectionEngine engine;

    Projections(
            Instance<ServiceDefinition> service,
            Instance<Log> log,
            Instance<AgroalDataSource> source,
            Instance<SessionFactory> sessions,
            Instance<Flyway> flyway,
            ProjectionSettings settings) {
        this.service = service;
        this.log = log;
        this.source = source;
        this.sessions = sessions;
        this.flyway = flyway;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        if (service.isUnsatisfied() || service.get().projections().isEmpty()) {
            return;
        }
        ProjectionEngine created =
                new ProjectionEngine(
                        service.get().name(),
                        service.get().projections(),
                        log.get(),
                        new ProjectionDatabase(source.get(), () -> flyway.get().migrate()),
                        settings,
                        sessions.get(),
                        InstantSource.system());
        engine = created;
        created.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ProjectionEngine current = engine;
        if (current != null) {
            current.close();
        }
    }

    /** The running projections, or null before the start and in a service without any. */
    @Nullable ProjectionEngine engine() {
        return engine;
    }
}
