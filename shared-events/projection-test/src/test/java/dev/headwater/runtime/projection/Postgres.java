package dev.headwater.runtime.projection;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;

/** A database of its own for each test, on one server that ends with the process. */
final class Postgres implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = startServer();

    final String name = "db" + COUNT.incrementAndGet();
    final AgroalDataSource source;
    final SessionFactory sessions;
    final ProjectionDatabase database;

    Postgres() {
        create();
        source = pool();
        sessions =
                new Configuration(
                                new BootstrapServiceRegistryBuilder()
                                        .applyClassLoader(AccountView.class.getClassLoader())
                                        .build())
                        .addAnnotatedClass(AccountView.class)
                        .setProperty(JdbcSettings.JAKARTA_JDBC_URL, url(name))
                        .setProperty(JdbcSettings.JAKARTA_JDBC_USER, "postgres")
                        .setProperty("hibernate.type.preferred_instant_jdbc_type", "TIMESTAMP_UTC")
                        .buildSessionFactory();
        database = new ProjectionDatabase(source, this::migrate);
    }

    private static EmbeddedPostgres startServer() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(String database) {
        return SERVER.getJdbcUrl("postgres", database);
    }

    private AgroalDataSource pool() {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier()
                            .connectionPoolConfiguration(
                                    pool ->
                                            pool.maxSize(20)
                                                    .acquisitionTimeout(Duration.ofSeconds(5))
                                                    .exceptionSorter(
                                                            new io.agroal.api.exceptionsorter
                                                                    .PostgreSQLExceptionSorter())
                                                    .connectionFactoryConfiguration(
                                                            factory ->
                                                                    factory.jdbcUrl(url(name))
                                                                            .principal(
                                                                                    new NamePrincipal(
                                                                                            "postgres")))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void migrate() {
        migrateTo("latest");
    }

    void migrateTo(String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/headwater", "classpath:db/accounts")
                .outOfOrder(true)
                .target(version)
                .load()
                .migrate();
    }

    /** Creates the empty database. */
    void create() {
        server("create database " + name);
    }

    /** Drops the database under everybody's feet. */
    void drop() {
        server("drop database " + name + " with (force)");
    }

    private static void server(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = source.getConnection()) {
            ProjectionDatabase.execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row as text; the word null when there is none. */
    String value(String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? String.valueOf(found.getString(1)) : "null";
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        sessions.close();
        source.close();
        drop();
    }
}
