package dev.headwater.runtime.health;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.jboss.logging.Logger;

/**
 * {@code /q/health/well}: whether the read models can be read. Not part of readiness: without
 * PostgreSQL commands are decided as before, and reads answer 503 on every replica alike.
 */
@Wellness
@ApplicationScoped
public class DatabaseCheck implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(DatabaseCheck.class);

    private static final int WAIT_SECONDS = 2;

    private final Instance<DataSource> database;

    DatabaseCheck(Instance<DataSource> database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("database");
        if (!database.isResolvable()) {
            return response.up().withData("database", "none").build();
        }
        try (Connection connection = database.get().getConnection()) {
            boolean valid = connection.isValid(WAIT_SECONDS);
            return response.status(valid).withData("database", valid ? "ok" : "away").build();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("database check failed", e);
            return response.down().withData("database", "away").build();
        }
    }
}
