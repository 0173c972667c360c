package dev.headwater.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.SchemaPack.Artifact;
import dev.headwater.contracts.SchemaPack.Content;
import dev.headwater.contracts.SchemaPack.Kind;
import dev.headwater.contracts.orders.events.OrderPlaced;
import dev.headwater.contracts.platform.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ids are given out once. {@code mvn test -pl shared-events/contracts -Dtest=SchemaPackTest
 * -Dupdate} gives the next free ids to schemas that have none, and changes nothing else.
 */
class SchemaPackTest {

    private static final Path FILE =
            Path.of("src/main/resources/dev/headwater/contracts", SchemaPack.RESOURCE);

    @BeforeAll
    static void giveIdsWhenAsked() throws IOException {
        if (System.getProperty("update") != null) {
            SchemaPack before =
                    Files.exists(FILE)
                            ? read(Files.readString(FILE))
                            : new SchemaPack(List.of(), List.of());
            SchemaPackWriter writer = new SchemaPackWriter();
            Files.writeString(FILE, writer.write(writer.next(before, AvroSources.all())));
        }
    }

    private static SchemaPack read(String text) throws IOException {
        try (InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            return SchemaPack.parse(in);
        }
    }

    private static SchemaPack pack() throws IOException {
        return read(Files.readString(FILE));
    }

    @Test
    void everySchemaHasAnIdAndIsTheNewestOfItsName() throws IOException {
        SchemaPack pack = pack();
        for (Schema schema : AvroSources.all()) {
            Content content =
                    pack.latest(schema.getFullName())
                            .orElseThrow(
                                    () ->
                                            new AssertionError(
                                                    schema.getFullName()
                                                            + " has no id: run with -Dupdate"));
            assertEquals(
                    schema.toString(),
                    content.text(),
                    "changed after it was given id "
                            + content.contentId()
                            + ": run with -Dupdate for a new one");
        }
    }

    @Test
    void everyTopicOfASchemaHasAnArtifactOfIt() throws IOException {
        SchemaPack pack = pack();
        for (Schema schema : AvroSources.all()) {
            List<String> topics =
                    pack.all().stream()
                            .filter(artifact -> artifact.content().contentId() == pack.idOf(schema))
                            .map(Artifact::topic)
                            .toList();
            assertEquals(AvroSources.topics(schema), topics, schema.getFullName());
        }
    }

    @Test
    void idsDoNotRepeat() throws IOException {
        SchemaPack pack = pack();
        Set<Integer> contentIds = new HashSet<>();
        pack.contents().forEach(c -> assertTrue(contentIds.add(c.contentId()), c.toString()));
        Set<Integer> globalIds = new HashSet<>();
        pack.all().forEach(a -> assertTrue(globalIds.add(a.globalId()), a.toString()));
        assertThrows(
                IllegalStateException.class,
                () ->
                        read(
                                Files.readString(FILE)
                                        .replaceFirst("\"contentId\":2,", "\"contentId\":1,")));
    }

    @Test
    void aContentThatWasChangedUnderItsIdIsRefused() throws IOException {
        String text = Files.readString(FILE);
        String changed = text.replaceFirst("\"name\":\"totalMinor\"", "\"name\":\"sumMinor\"");
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> read(changed));
        assertTrue(refusal.getMessage().contains("was changed"), refusal.getMessage());
    }

    @Test
    void aNewVersionGetsTheNextIdAndTheOldOneStays() throws IOException {
        SchemaPack before = pack();
        Schema changed =
                new Schema.Parser()
                        .parse(OrderPlaced.SCHEMA$.toString().replace("customerId", "buyerId"));
        SchemaPack after = new SchemaPackWriter().next(before, List.of(changed));
        assertEquals(before.contents(), after.contents().subList(0, before.contents().size()));
        assertEquals(before.contents().size() + 1, after.contents().size());
        assertEquals(
                before.latest(changed.getFullName()).orElseThrow().version() + 1,
                after.latest(changed.getFullName()).orElseThrow().version());
        SchemaPack read = read(new SchemaPackWriter().write(after));
        assertEquals(after.contents(), read.contents());
        assertEquals(after.all(), read.all());
    }

    @Test
    void theGeneratedClassesCarryTheSchemasOfTheFiles() throws IOException {
        SchemaPack loaded = pack();
        assertEquals(
                loaded.idOf(OrderPlaced.SCHEMA$),
                loaded.latest(OrderPlaced.SCHEMA$.getFullName()).orElseThrow().contentId());
        assertEquals(
                OrderPlaced.SCHEMA$.toString(),
                loaded.byId(loaded.idOf(OrderPlaced.SCHEMA$)).orElseThrow().text());
    }

    @Test
    void oneContentOfTheOutcomeServesEveryService() {
        SchemaPack loaded = SchemaPack.load();
        int id = loaded.idOf(Outcome.SCHEMA$);
        for (String service : AvroSources.SERVICES) {
            Artifact artifact = loaded.ofTopic(Kind.OUTCOME.topicOf(service)).getFirst();
            assertEquals(id, artifact.content().contentId());
            assertEquals(
                    service + ".outcomes-dev.headwater.contracts.platform.Outcome",
                    artifact.artifactId());
        }
    }
}
