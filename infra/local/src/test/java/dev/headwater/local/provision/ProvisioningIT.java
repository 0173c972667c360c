package dev.headwater.local.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformException;
import dev.headwater.local.Repository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker, PostgreSQL and registry, once for all of these tests. */
class ProvisioningIT {

    @TempDir static Path directory;
    private static LocalPlatform platform;

    @BeforeAll
    static void start() {
        platform =
                LocalPlatform.plan().directory(directory).freePorts().infrastructureOnly().start();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void aSecondRunMakesNothing() {
        List<String> made = new ArrayList<>();
        Provisioning again =
                new Provisioning(
                        Repository.find().topics(),
                        "local",
                        platform.bootstrapServers(),
                        platform.registryUrl(),
                        made::add);
        again.topics();
        again.schemas();
        assertEquals(List.of(), made);
    }

    @Test
    void aTopicThatDiffersIsRefusedWithWhatDiffers() throws Exception {
        String topic = "payments.dead-letters";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            retention(admin, topic, "3600000");
            try (Topics topics = new Topics(platform.bootstrapServers())) {
                PlatformException failure =
                        assertThrows(
                                PlatformException.class,
                                () ->
                                        topics.ensure(
                                                TopicsFile.read(Repository.find().topics())
                                                        .topics("local")));
                String message = String.valueOf(failure.getMessage());
                assertTrue(
                        message.contains(topic + " has retention.ms 3600000 instead of -1"),
                        message);
            } finally {
                retention(admin, topic, "-1");
            }
        }
    }

    @Test
    void aNewVersionKeepsItsIdInARegistryThatIsNotEmpty() throws Exception {
        Schemas schemas = new Schemas(platform.registryUrl());
        List<SchemaPack.Artifact> wanted = new ArrayList<>(SchemaPack.load().all());
        wanted.add(nextVersion(wanted.getFirst(), 90_001));
        assertEquals(1, schemas.ensure(wanted));
        assertEquals(0, schemas.ensure(wanted));
    }

    @Test
    void aRegistryWithAnotherSchemaUnderAnIdIsRefusedByName() throws Exception {
        List<SchemaPack.Artifact> all = SchemaPack.load().all();
        SchemaPack.Artifact first = all.getFirst();
        SchemaPack.Artifact clash = nextVersion(first, first.content().contentId());
        PlatformException failure =
                assertThrows(
                        PlatformException.class,
                        () -> new Schemas(platform.registryUrl()).ensure(List.of(clash)));
        assertTrue(
                String.valueOf(failure.getMessage()).contains(first.content().fullName()),
                failure.getMessage());
    }

    @Test
    void schemaIdsAndOffsetsOutliveKillsOfEverything() throws Exception {
        for (String name : platform.names()) {
            platform.kill9(name);
        }
        platform.awaitReady(Duration.ofSeconds(90));
        aSecondRunMakesNothing();
    }

    private static SchemaPack.Artifact nextVersion(SchemaPack.Artifact artifact, int id)
            throws Exception {
        SchemaPack.Content content = artifact.content();
        Schema schema =
                new Schema.Parser()
                        .parse(
                                content.text()
                                        .replaceFirst(
                                                "\"fields\":\\[",
                                                "\"fields\":[{\"name\":\"added\",\"type\":[\"null\",\"string\"],\"default\":null},"));
        String hash =
                HexFormat.of()
                        .formatHex(
                                java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(schema.toString().getBytes("UTF-8")));
        return new SchemaPack.Artifact(
                90_000,
                artifact.topic(),
                artifact.artifactId(),
                new SchemaPack.Content(
                        id,
                        content.fullName(),
                        content.kind(),
                        content.version() + 1,
                        hash,
                        schema));
    }

    private static void retention(Admin admin, String topic, String millis) throws Exception {
        admin.incrementalAlterConfigs(
                        Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                                List.of(
                                        new AlterConfigOp(
                                                new ConfigEntry("retention.ms", millis),
                                                AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }
}
