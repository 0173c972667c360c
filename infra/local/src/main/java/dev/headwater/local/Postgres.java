package dev.headwater.local;

import dev.headwater.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * One PostgreSQL server. A database per service with a user and password of the same name; it
 * refuses to run as root, so root starts it in a user namespace of its own.
 */
final class Postgres {

    static final String NAME = "postgres";
    private static final String SUPERUSER = "postgres";

    private final Repository repository;
    private final PlatformDirectory directory;
    private final int port;

    Postgres(Repository repository, PlatformDirectory directory, int port) {
        this.repository = repository;
        this.directory = directory;
        this.port = port;
    }

    ProcessSpec prepare() {
        Path bin = PostgresBinaries.directory(repository).resolve("bin");
        Path data = directory.data(NAME);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize(bin, data);
        }
        List<String> command = new ArrayList<>(notAsRoot());
        command.add(bin.resolve("postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        (PLACE + SETTINGS).lines().forEach(line -> command.addAll(List.of("-c", line)));
        return ProcessSpec.of(NAME, 1, NAME, port, command, directory.log(NAME), () -> isReady())
                .withSignals("INT", "QUIT");
    }

    String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes the databases and their users that do not exist yet. */
    void createDatabases(List<String> names) {
        try (Connection connection = superuser(port);
                Statement statement = connection.createStatement()) {
            for (String name : names) {
                createDatabase(statement, name);
            }
        } catch (SQLException e) {
            throw new PlatformException("Cannot create the databases: " + e.getMessage() + ".", e);
        }
    }

    /** Drops a database whoever is connected to it, and makes it anew and empty. */
    void recreateDatabase(String name) {
        recreateDatabase(port, name);
    }

    static void recreateDatabase(int port, String name) {
        try (Connection connection = superuser(port);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            createDatabase(statement, name);
        } catch (SQLException e) {
            throw new PlatformException(
                    "Cannot recreate the database " + name + ": " + e.getMessage() + ".", e);
        }
    }

    private static void createDatabase(Statement statement, String name) throws SQLException {
        if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
        }
        if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            statement.execute("CREATE DATABASE " + name + " OWNER " + name);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private boolean isReady() throws SQLException {
        try (Connection connection = superuser(port)) {
            return connection.isValid(2);
        }
    }

    private static Connection superuser(int port) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", SUPERUSER);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(jdbcUrl(port, SUPERUSER), properties);
    }

    private void initialize(Path bin, Path data) {
        try {
            Path password = directory.config().resolve("postgres.password");
            Files.writeString(password, SUPERUSER);
            List<String> command = new ArrayList<>(notAsRoot());
            command.add(bin.resolve("initdb").toString());
            command.addAll(List.of("-D", data.toString(), "-U", SUPERUSER));
            command.addAll(List.of("-A", "scram-sha-256"));
            command.addAll(CLUSTER);
            command.add("--pwfile=" + password);
            OneShot.run(command, "initialise PostgreSQL in " + data);
            Files.delete(password);
        } catch (IOException e) {
            throw new PlatformException("Cannot prepare PostgreSQL: " + e.getMessage() + ".", e);
        }
    }

    /** What to put before PostgreSQL's programs so that they do not see themselves as root. */
    private static List<String> notAsRoot() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        if (OneShot.succeeds("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        throw new PlatformException(
                "PostgreSQL does not run as root, and this machine allows no user namespaces"
                        + " (unshare -U): start Headwater as an ordinary user.");
    }

    /** What a cluster of databases is made with, wherever it runs. */
    static final List<String> CLUSTER = List.of("--encoding=UTF8", "--locale=C");

    private static final String PLACE =
            """
            listen_addresses=127.0.0.1
            unix_socket_directories=
            """;

    /** A server wherever it runs. {@code infra/compose.yaml} says the same. */
    static final String SETTINGS =
            """
            max_connections=150
            shared_buffers=64MB
            max_wal_size=512MB
            log_min_messages=warning
            """;
}
