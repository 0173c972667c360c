package dev.headwater.local;

import dev.headwater.local.process.ProcessSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The replicas of the services and the payment gateway that payments calls. */
final class ServiceProcesses {

    static final int HEAP_MIB = 256;
    static final int GATEWAY_HEAP_MIB = 48;

    private final PlatformPlan plan;
    private final Postgres postgres;
    private final String bootstrapServers;
    private final String registryUrl;

    ServiceProcesses(
            PlatformPlan plan, Postgres postgres, String bootstrapServers, String registryUrl) {
        this.plan = plan;
        this.postgres = postgres;
        this.bootstrapServers = bootstrapServers;
        this.registryUrl = registryUrl;
    }

    ProcessSpec gateway() {
        int port = plan.ports.of(Ports.GATEWAY);
        Path ledger = plan.directory.data(Ports.GATEWAY).resolve("ledger.jsonl");
        List<String> command =
                new JavaCommand(GATEWAY_HEAP_MIB)
                        .quickToStart()
                        .jar(
                                plan.repository.gatewayJar(),
                                "--port",
                                Integer.toString(port),
                                "--ledger",
                                ledger.toString());
        return ProcessSpec.of(
                        Ports.GATEWAY,
                        1,
                        Ports.GATEWAY,
                        port,
                        command,
                        plan.directory.log(Ports.GATEWAY),
                        () -> Http.isOk("http://127.0.0.1:" + port + "/health"))
                .withEnvironment(plan.environmentOf(Ports.GATEWAY));
    }

    /**
     * @param built the checkout whose build of the service it runs
     */
    ProcessSpec replica(Repository built, String service, int replica) {
        String name = service + "-" + replica;
        int port = plan.ports.of(service, replica);
        Path jar = built.serviceJar(service);
        ClassArchives archives = new ClassArchives(built, plan.directory);
        Path archive = archives.file(service, jar);
        // What another checkout built runs here for a while only: writing would cost more than it
        // saves.
        boolean writes =
                replica == 1 && built.equals(plan.repository) && archives.mayWrite(archive);
        JavaCommand java = new JavaCommand(HEAP_MIB).quickToStart().sharedArchive(archive, writes);
        plan.jvmOptions.forEach(java::option);
        List<String> command = java.jar(jar);
        return ProcessSpec.of(
                        service,
                        replica,
                        name,
                        port,
                        command,
                        plan.directory.log(name),
                        () -> Http.isOk("http://127.0.0.1:" + port + "/q/health/ready"))
                .withEnvironment(environment(service, name, port));
    }

    Map<String, String> environment(String service, String instance, int port) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        environment.put("HEADWATER_REGISTRY_URL", registryUrl);
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(service));
        environment.put("QUARKUS_DATASOURCE_USERNAME", service);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", service);
        environment.put("HEADWATER_INSTANCE", instance);
        environment.put("QUARKUS_SWAGGER_UI_ENABLED", "true");
        if (service.equals("payments")) {
            environment.put(
                    "HEADWATER_GATEWAY_URL", "http://127.0.0.1:" + plan.ports.of(Ports.GATEWAY));
        }
        environment.putAll(plan.environmentOf(service));
        return environment;
    }
}
