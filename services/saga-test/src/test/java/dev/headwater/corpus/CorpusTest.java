package dev.headwater.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.contracts.gate.Contract;
import dev.headwater.contracts.gate.Releases;
import dev.headwater.contracts.gate.SchemaFiles;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What any release wrote is read for ever, and means what it meant: today's readers decode the
 * bytes of every release, fold them, and say everything that earlier readers said. {@code
 * ./headwater schemas release <version>} adds to the corpus; nothing changes it.
 */
class CorpusTest {

    private static final Path CHECKOUT = Path.of("..", "..");

    private final Releases releases = new Releases(CHECKOUT);
    private final SchemaPack pack = SchemaPack.load();
    private final Today today = new Today(pack);

    @BeforeAll
    static void writeWhenReleasing() {
        String version = System.getProperty("headwater.release");
        if (version != null) {
            CorpusTest test = new CorpusTest();
            CorpusFiles files = new CorpusFiles(test.releases.of(version));
            assertFalse(files.exist(), "a corpus is written once");
            for (String service : test.today.services()) {
                files.write(service, new CorpusWriter(test.today).write(service));
            }
            test.releases.versions().stream()
                    .filter(written -> !written.equals(version) || files.exist())
                    .forEach(written -> test.keepReadings(files, written));
        }
    }

    private void keepReadings(CorpusFiles files, String written) {
        for (String service : today.services()) {
            files.write(written, service, today.read(service, corpus(written).events(service)));
        }
    }

    private CorpusFiles corpus(String version) {
        return new CorpusFiles(releases.of(version));
    }

    @Test
    void todaysReadersSayEverythingThatEveryReleaseSaid() {
        int events = 0;
        int readings = 0;
        int rows = 0;
        List<String> lost = new ArrayList<>();
        for (String reader : releases.versions()) {
            for (String written : upTo(reader)) {
                for (String service : today.services()) {
                    List<CorpusEvent> corpus = corpus(written).events(service);
                    SortedMap<String, String> now = today.read(service, corpus);
                    SortedMap<String, String> then = corpus(reader).readings(written, service);
                    then.forEach((what, json) -> compare(reader, written, what, json, now, lost));
                    readings += then.size();
                    if (reader.equals(written)) {
                        events += corpus.size();
                        rows += today.rows(service, corpus);
                    }
                }
            }
        }
        System.out.printf(
                "headwater-test: %d events of %d releases read by today's services: %d readings of then"
                        + " hold, %d rows%n",
                events, releases.versions().size(), readings, rows);
        assertEquals(List.of(), lost, () -> String.join("\n", lost));
        assertTrue(events >= 50 && readings > events && rows > 10, events + " " + readings);
    }

    private static void compare(
            String reader,
            String written,
            String what,
            String json,
            SortedMap<String, String> now,
            List<String> lost) {
        JsonNode then = Described.parse(Renamed.classes(json));
        String is = now.get(what);
        if (is == null || !Described.stillSays(then, Described.parse(is))) {
            lost.add(
                    "%s of release %s%n    was read by %s as %s%n    and is read today as %s"
                            .formatted(what, written, reader, then, is));
        }
    }

    private List<String> upTo(String version) {
        List<String> versions = releases.versions();
        return versions.subList(0, versions.indexOf(version) + 1);
    }

    @Test
    void everyReleasedEventIsInTheCorpusOfItsRelease() {
        for (Contract release : releases.all()) {
            Set<String> events =
                    release.schemas().values().stream()
                            .filter(s -> SchemaFiles.kind(s) == SchemaPack.Kind.EVENT)
                            .map(Schema::getFullName)
                            .collect(Collectors.toCollection(TreeSet::new));
            for (String service : today.services()) {
                for (CorpusEvent event : corpus(release.version()).events(service)) {
                    int id = ByteBuffer.wrap(event.bytes()).getInt(1);
                    assertTrue(release.ids().containsKey(id), "id " + id + " was not released");
                    events.remove(pack.byId(id).orElseThrow().fullName());
                }
            }
            assertEquals(Set.of(), events, "events of " + release.version() + " without bytes");
        }
    }
}
