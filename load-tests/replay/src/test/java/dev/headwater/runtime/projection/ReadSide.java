package dev.headwater.runtime.projection;

import dev.headwater.local.LocalPlatform;
import dev.headwater.local.Repository;
import dev.headwater.runtime.log.Log;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;

/** One service's projections in this process, on its own database and the platform's log. */
final class ReadSide implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** Off as in a service: here nobody has configured it, and it writes every value. */
    private static final Logger BINDINGS = Logger.getLogger("org.hibernate.orm.jdbc.bind");

    final AgroalDataSource source;
    final ProjectionEngine engine;
    private final SessionFactory sessions;

    ReadSide(
            LocalPlatform platform,
            Log log,
            String service,
            List<ProjectionDefinition<?, ?>> projections,
            Map<String, Object> settings) {
        BINDINGS.setLevel(Level.OFF);
        String url = platform.jdbcUrl(service);
        source = pool(url, service);
        Configuration mapping =
                new Configuration(
                                new BootstrapServiceRegistryBuilder()
                                        .applyClassLoader(ReadSide.class.getClassLoader())
                                        .build())
                        .setProperty(JdbcSettings.JAKARTA_JDBC_URL, url)
                        .setProperty(JdbcSettings.JAKARTA_JDBC_USER, service)
                        .setProperty(JdbcSettings.JAKARTA_JDBC_PASSWORD, service)
                        .setProperty("hibernate.type.preferred_instant_jdbc_type", "TIMESTAMP_UTC");
        projections.forEach(each -> mapping.addAnnotatedClass(each.row()));
        sessions = mapping.buildSessionFactory();
        engine =
                new ProjectionEngine(
                        service,
                        projections,
                        log,
                        new ProjectionDatabase(source, () -> migrate(service)),
                        Defaults.projection(settings),
                        sessions,
                        InstantSource.system());
        engine.database().migrate();
    }

    private static AgroalDataSource pool(String url, String user) {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier()
                            .connectionPoolConfiguration(
                                    pool ->
                                            pool.maxSize(20)
                                                    .exceptionSorter(
                                                            new PostgreSQLExceptionSorter())
                                                    .acquisitionTimeout(Duration.ofSeconds(10))
                                                    .connectionFactoryConfiguration(
                                                            factory ->
                                                                    factory.jdbcUrl(url)
                                                                            .principal(
                                                                                    new NamePrincipal(
                                                                                            user))
                                                                            .credential(
                                                                                    new SimplePassword(
                                                                                            user)))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The services' migrations all have the same names: one checkout's directory, not the jars. */
    private void migrate(String service) {
        String own =
                Repository.find()
                        .root()
                        .resolve("services/%s/src/main/resources/db/migration".formatted(service))
                        .toString();
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/headwater", "filesystem:" + own)
                .outOfOrder(true)
                .load()
                .migrate();
    }

    FoldContext<?, ?> context(String projection) {
        return engine.find(projection).orElseThrow().context();
    }

    /**
     * How a job went.
     *
     * @param seconds from its start to each of its phases, and to its end under {@code END}
     */
    record Timed(JobStatus job, Map<String, Double> seconds) {}

    /** Runs a job to its end; without live folding there is none to align with. */
    Timed run(JobStatus.Kind kind, String projection) {
        Map<String, Double> seconds = new HashMap<>();
        long began = System.nanoTime();
        UUID id =
                UUID.fromString(
                        engine.jobs().start(kind, context(projection), 0).orElseThrow().id());
        eventually(
                kind + " of " + projection,
                () -> {
                    JobStatus now = engine.jobs().find(id).orElseThrow();
                    double since = (System.nanoTime() - began) / 1e9;
                    seconds.putIfAbsent(now.phase(), since);
                    seconds.put("END", since);
                    return now.status() != JobStatus.State.RUNNING;
                });
        return new Timed(engine.jobs().find(id).orElseThrow(), seconds);
    }

    void execute(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static void eventually(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        engine.close();
        sessions.close();
        source.close();
    }
}
