package dev.headwater.local;

import dev.headwater.local.process.ProcessSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Apicurio Registry, stored in PostgreSQL so that schema ids outlive it. */
final class Registry {

    static final String NAME = "registry";
    static final int HEAP_MIB = 192;

    private final Repository repository;
    private final PlatformDirectory directory;
    private final Ports ports;
    private final String jdbcUrl;
    private final ClassArchives archives;

    Registry(Repository repository, PlatformDirectory directory, Ports ports, String jdbcUrl) {
        this.repository = repository;
        this.directory = directory;
        this.ports = ports;
        this.jdbcUrl = jdbcUrl;
        archives = new ClassArchives(repository, directory);
    }

    String url() {
        return "http://127.0.0.1:" + ports.of(Ports.REGISTRY);
    }

    ProcessSpec prepare() {
        Path jar = repository.registry().resolve("quarkus-run.jar");
        Path archive = archives.file(NAME, jar);
        List<String> command =
                new JavaCommand(HEAP_MIB)
                        .quickToStart()
                        .sharedArchive(archive, archives.mayWrite(archive))
                        .jar(jar);
        return ProcessSpec.of(
                        NAME,
                        1,
                        NAME,
                        ports.of(Ports.REGISTRY),
                        command,
                        directory.log(NAME),
                        () -> Http.isOk(url() + "/apis/registry/v3/system/info"))
                .withEnvironment(environment());
    }

    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(ports.of(Ports.REGISTRY))),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry(
                        "QUARKUS_MANAGEMENT_PORT",
                        Integer.toString(ports.of(Ports.REGISTRY_MANAGEMENT))),
                Map.entry("QUARKUS_LOG_CONSOLE_JSON", "false"),
                Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "postgresql"),
                Map.entry("APICURIO_DATASOURCE_URL", jdbcUrl),
                Map.entry("APICURIO_DATASOURCE_USERNAME", NAME),
                Map.entry("APICURIO_DATASOURCE_PASSWORD", NAME),
                Map.entry("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1"),
                Map.entry("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "6"));
    }
}
