package dev.headwater.local.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformException;
import dev.headwater.local.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
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
        assertNothingIsMade();
    }

    private static void assertNothingIsMade() {
        List<String> made = new ArrayList<>();
        Provisioning again =
                new Provisioning(
                        Repository.find().topics(),
                        "local",
                        Map.of("bootstrap.servers", platform.bootstrapServers()),
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
            try (Topics topics =
                    new Topics(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
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
    void whatIsRegisteredEqualsTheGeneratedClasses() throws Exception {
        RegistryView registry = new RegistryView(platform.registryUrl());
        int compared = 0;
        for (SchemaPack.Content content : SchemaPack.load().contents()) {
            Schema generated = SpecificData.get().getSchema(Class.forName(content.fullName()));
            if (SchemaPack.load().latest(content.fullName()).orElseThrow().equals(content)) {
                assertEquals(generated.toString(), registry.text(content.contentId()));
                compared++;
            }
        }
        assertTrue(compared >= 54, compared + " classes");
    }

    @Test
    void theRegistryHasItsRulesAndLetsThroughWhatTheGateRefuses() throws Exception {
        RegistryView registry = new RegistryView(platform.registryUrl());
        assertEquals("FULL", registry.rule("VALIDITY"));
        assertEquals("FULL_TRANSITIVE", registry.rule("COMPATIBILITY"));
        assertEquals("FULL", registry.rule("INTEGRITY"));
        Map<String, Boolean> verdicts = registry.verdicts(Repository.find().root());
        List<String> accepted =
                verdicts.entrySet().stream()
                        .filter(Map.Entry::getValue)
                        .map(Map.Entry::getKey)
                        .toList();
        System.out.printf(
                "headwater-test: of %d incompatible edits of schemas the registry alone accepts %d: %s%n",
                verdicts.size(), accepted.size(), accepted);
        assertTrue(verdicts.containsValue(false), "the rules do look");
        assertTrue(accepted.size() >= 3, accepted.toString());
    }

    @Test
    void versionsThatCannotReadEachOtherAreNotRegistered() throws Exception {
        SchemaPack.Artifact first = SchemaPack.load().all().getFirst();
        SchemaPack.Artifact broken = nextVersion(first, 90_003, "\"default\":null", "\"x\":null");
        PlatformException failure =
                assertThrows(
                        PlatformException.class,
                        () -> new Schemas(platform.registryUrl()).ensure(List.of(first, broken)));
        assertTrue(
                String.valueOf(failure.getMessage()).contains("cannot read each other"),
                failure.getMessage());
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
    void programsInOtherLanguagesReadWhatEveryReleaseWrote() throws Exception {
        Foreigners foreigners =
                new Foreigners(
                        Repository.find().root(),
                        directory,
                        platform.bootstrapServers(),
                        platform.registryUrl());
        String python = foreigners.python();
        assumeTrue(
                !python.isEmpty() || foreigners.node(),
                "neither Python with confluent_kafka and avro nor Node with the example's modules is here");
        int appended = foreigners.append();
        if (!python.isEmpty()) {
            assertRead("python", foreigners.python(python), appended);
            assertRead("python again", foreigners.python(python), 0);
        }
        if (foreigners.node()) {
            assertRead("node", foreigners.javascript(), appended);
            assertRead("node again", foreigners.javascript(), 0);
        }
    }

    private static void assertRead(String who, JsonNode result, int expected) {
        System.out.println("headwater-test: " + who + " read " + result);
        int handled = 0;
        for (JsonNode count : result.path("handled")) {
            handled += count.asInt();
        }
        assertEquals(expected, handled, who);
        Map<String, String> statuses = new TreeMap<>();
        for (JsonNode row : result.path("orders")) {
            String id = row.path("orderId").asText(row.path("order_id").asText());
            statuses.put(id, row.path("status").asText());
            assertEquals(2, row.path("version").asInt(), id);
        }
        assertEquals(
                "{cancelled=CANCELLED, confirmed=CONFIRMED, declined=REJECTED, expired=CANCELLED,"
                        + " rejected=REJECTED}",
                statuses.toString(),
                who);
    }

    @Test
    void schemaIdsAndOffsetsOutliveKillsOfEverything() throws Exception {
        assertEquals(3, platform.names().size());
        Map<String, Long> killed = new TreeMap<>();
        for (String name : platform.names()) {
            killed.put(name, platform.pid(name));
            platform.kill9(name);
        }
        platform.awaitReady(Duration.ofSeconds(90));
        killed.forEach((name, pid) -> assertNotEquals(pid, platform.pid(name), name));
        assertNothingIsMade();
    }

    private static SchemaPack.Artifact nextVersion(SchemaPack.Artifact artifact, int id)
            throws Exception {
        return nextVersion(artifact, id, "", "");
    }

    private static SchemaPack.Artifact nextVersion(
            SchemaPack.Artifact artifact, int id, String from, String to) throws Exception {
        SchemaPack.Content content = artifact.content();
        Schema schema =
                new Schema.Parser()
                        .parse(
                                content.text()
                                        .replaceFirst(
                                                "\"fields\":\\[",
                                                "\"fields\":[{\"name\":\"added\",\"type\":[\"null\",\"string\"],\"default\":null},"
                                                        .replace(from, to)));
        String hash =
                HexFormat.of()
                        .formatHex(
                                java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(
                                                schema.toString()
                                                        .getBytes(StandardCharsets.UTF_8)));
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
