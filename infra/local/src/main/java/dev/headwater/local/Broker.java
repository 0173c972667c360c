package dev.headwater.local;

import dev.headwater.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** One Kafka broker that is its own controller, formatted on first use. */
final class Broker {

    static final String NAME = "kafka";
    static final int HEAP_MIB = 384;

    private final Repository repository;
    private final PlatformDirectory directory;
    private final Ports ports;
    private final ClassArchives archives;

    private final @Nullable ProxiedListener proxied;

    Broker(
            Repository repository,
            PlatformDirectory directory,
            Ports ports,
            @Nullable ProxiedListener proxied) {
        this.proxied = proxied;
        this.repository = repository;
        this.directory = directory;
        this.ports = ports;
        archives = new ClassArchives(repository, directory);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + ports.of(Ports.KAFKA);
    }

    ProcessSpec prepare() {
        Path properties = directory.config().resolve("kafka.properties");
        Path logging = directory.config().resolve("kafka-logging.properties");
        try {
            Files.writeString(properties, settings());
            Files.writeString(logging, LOGGING);
            if (!Files.exists(directory.data(NAME).resolve("meta.properties"))) {
                format(properties);
            }
        } catch (IOException e) {
            throw new PlatformException("Cannot prepare the broker: " + e.getMessage() + ".", e);
        }
        Path archive = archives.file(NAME, repository.libraries());
        List<String> command =
                java(HEAP_MIB, logging)
                        .sharedArchive(archive, archives.mayWrite(archive))
                        .main(classPath(), "kafka.Kafka", properties.toString());
        return ProcessSpec.of(
                NAME, 1, NAME, ports.of(Ports.KAFKA), command, directory.log(NAME), this::isReady);
    }

    private boolean isReady() throws Exception {
        if (Ports.isFree(ports.of(Ports.KAFKA))) {
            return false;
        }
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        }
    }

    private void format(Path properties) throws IOException {
        String clusterId = newClusterId();
        Path logging = directory.config().resolve("kafka-logging.properties");
        List<String> command =
                java(128, logging)
                        .main(
                                classPath(),
                                "kafka.tools.StorageTool",
                                "format",
                                "--cluster-id",
                                clusterId,
                                "--config",
                                properties.toString());
        OneShot.run(command, "format the broker's storage");
    }

    private static JavaCommand java(int heapMib, Path logging) {
        return new JavaCommand(heapMib)
                .quickToStart()
                .property("java.util.logging.config.file", logging.toString());
    }

    private String classPath() {
        return repository.libraries().resolve("*").toString();
    }

    private static String newClusterId() {
        UUID id = UUID.randomUUID();
        byte[] bytes =
                java.nio.ByteBuffer.allocate(16)
                        .putLong(id.getMostSignificantBits())
                        .putLong(id.getLeastSignificantBits())
                        .array();
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String settings() {
        return PLACE.formatted(
                        ports.of(Ports.KAFKA),
                        ports.of(Ports.CONTROLLER),
                        directory.data(NAME).toString().replace("\\", "\\\\"),
                        proxied == null ? "" : ",PROXIED://127.0.0.1:" + proxied.port(),
                        proxied == null ? "" : ",PROXIED://127.0.0.1:" + proxied.advertisedPort())
                + SETTINGS;
    }

    /** Where this broker listens and keeps its data. */
    private static final String PLACE =
            """
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d%4$s
            advertised.listeners=PLAINTEXT://127.0.0.1:%1$d%5$s
            listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT
            controller.listener.names=CONTROLLER
            controller.quorum.voters=1@127.0.0.1:%2$d
            log.dirs=%3$s
            """;

    /**
     * A single broker wherever it runs: internal topics of one replica, no waiting for other
     * members, small buffers. {@code infra/compose.yaml} says the same.
     */
    static final String SETTINGS =
            """
            process.roles=broker,controller
            node.id=1

            # Provisioning makes topics; a consumer that starts first must not.
            auto.create.topics.enable=false
            log.message.timestamp.type=LogAppendTime
            message.max.bytes=1048588
            # An owner's offsets are for ever: they would be forgotten after 7 days.
            offsets.retention.minutes=2147483647

            min.insync.replicas=1
            default.replication.factor=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=6
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=6
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            share.coordinator.state.topic.num.partitions=1
            group.initial.rebalance.delay.ms=0
            add.partitions.to.txn.retry.backoff.ms=1
            transaction.max.timeout.ms=900000

            log.cleaner.dedupe.buffer.size=8388608
            num.network.threads=2
            num.io.threads=4
            num.replica.fetchers=1
            background.threads=2
            num.recovery.threads.per.data.dir=2
            controlled.shutdown.enable=true
            """;

    private static final String LOGGING =
            """
            handlers=java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level=INFO
            java.util.logging.ConsoleHandler.formatter=java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
            .level=WARNING
            kafka.server.KafkaRaftServer.level=INFO
            kafka.server.BrokerServer.level=INFO
            """;
}
