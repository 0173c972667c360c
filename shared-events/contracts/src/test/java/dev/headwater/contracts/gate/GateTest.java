package dev.headwater.contracts.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gate as part of the build, and what it refuses. */
class GateTest {

    @TempDir Path directory;

    static List<Edit> edits() throws IOException {
        return Edit.all();
    }

    private static List<Breach> check(Path root) {
        Releases releases = new Releases(root);
        List<Breach> breaches = new ArrayList<>(releases.edits());
        breaches.addAll(Gate.check(releases.all(), Contract.ofWorkingTree(root)));
        return breaches;
    }

    @Test
    void todaysContractsMayFollowEveryRelease() {
        List<Breach> breaches = check(WorkingCopy.CHECKOUT);
        assertTrue(
                breaches.isEmpty(),
                () -> String.join("\n", breaches.stream().map(Breach::text).toList()));
        assertTrue(new Releases(WorkingCopy.CHECKOUT).versions().contains("1.0.0"));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void anIncompatibleEditIsRefusedWithItsPlaceAndTheWayOut(Edit edit) throws IOException {
        Path root = WorkingCopy.in(directory);
        edit.apply(root);
        List<Breach> breaches = check(root);
        Breach breach =
                breaches.stream()
                        .filter(b -> b.rule() == edit.rule())
                        .filter(b -> b.subject().equals(edit.schema()))
                        .filter(b -> b.field().equals(edit.field()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(breaches.toString()));
        assertTrue(breach.versions().contains("1.0.0"), breach.toString());
        String text = breach.text();
        for (String part : List.of(edit.schema(), edit.field(), "1.0.0", "Way out: ")) {
            assertTrue(text.contains(part), text);
        }
    }

    @ParameterizedTest
    @MethodSource("edits")
    void whatAvroAloneSaysIsAsTheListTells(Edit edit) throws IOException {
        if (edit.avroAccepts() == null) {
            return;
        }
        Path root = WorkingCopy.in(directory);
        Path file = root.resolve(Contract.SOURCES).resolve(edit.file());
        Schema before = new Schema.Parser().parse(file.toFile());
        edit.apply(root);
        Schema after = new Schema.Parser().parse(file.toFile());
        assertEquals(edit.avroAccepts(), Gate.avroAccepts(before, after), edit.edit());
    }

    @Test
    void atLeastTwelveEditsAreTriedAndAvroAloneAcceptsThreeOrMore() throws IOException {
        List<Edit> edits = Edit.all();
        long accepted = edits.stream().filter(e -> Boolean.TRUE.equals(e.avroAccepts())).count();
        System.out.printf(
                "headwater-test: the gate refuses %d of %d incompatible edits, Avro alone accepts %d%n",
                edits.size(), edits.size(), accepted);
        assertTrue(edits.size() >= 12);
        assertTrue(accepted >= 3);
    }

    @Test
    void anAdditionWithADefaultPasses() throws IOException {
        Path root = WorkingCopy.in(directory);
        Path file = root.resolve(Contract.SOURCES).resolve("orders/OrderConfirmed.avsc");
        String text = Files.readString(file);
        Files.writeString(
                file,
                text.replace(
                        "\"fields\": [",
                        "\"fields\": [{\"name\": \"note\", \"type\": \"string\", \"default\": \"\","
                                + " \"doc\": \"A remark; text.\"},"));
        List<Breach> breaches = check(root);
        assertEquals(List.of(Rule.ID_MISSING), breaches.stream().map(Breach::rule).toList());
        assertEquals(
                List.of(
                        "~ dev.headwater.contracts.orders.events.OrderConfirmed",
                        "    + note \"string\" = : A remark; text."),
                Changes.between(new Releases(root).all().getLast(), Contract.ofWorkingTree(root))
                        .stream()
                        .filter(line -> line.contains("OrderConfirmed") || line.contains("note"))
                        .toList());
    }

    @Test
    void betterWordsPassWhenTheySayWhy() throws IOException {
        Path root = WorkingCopy.in(directory);
        Path file = root.resolve(Contract.SOURCES).resolve("payments/PaymentCaptured.avsc");
        String text = Files.readString(file);
        String field = "\"name\": \"amountMinor\",";
        assertTrue(text.contains(field) && text.contains("Amount "), text);
        String reworded = text.replace("\"Amount ", "\"The amount ");
        Files.writeString(file, reworded);
        assertTrue(check(root).stream().anyMatch(b -> b.rule() == Rule.MEANING_CHANGED));
        Files.writeString(
                file,
                reworded.replace(field, field + " \"reworded\": \"an article was missing\","));
        assertEquals(List.of(Rule.ID_MISSING), check(root).stream().map(Breach::rule).toList());
    }

    @Test
    void anEditOfAReleasedFileIsRefusedByName() throws IOException {
        Path root = WorkingCopy.in(directory);
        Path file =
                root.resolve(Releases.DIRECTORY).resolve("1.0.0/schemas/orders/OrderPlaced.avsc");
        Files.writeString(file, Files.readString(file) + "\n");
        Breach breach = check(root).getFirst();
        assertEquals(Rule.RELEASE_EDITED, breach.rule());
        assertEquals("released/1.0.0/schemas/orders/OrderPlaced.avsc", breach.subject());
        assertNotNull(breach.text());
    }

    @Test
    void anIdThatWasReleasedStaysWhatItWas() throws IOException {
        Path root = WorkingCopy.in(directory);
        Path file = root.resolve(Contract.PACK);
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"contentId\":2,", "\"contentId\":9002,"));
        List<Breach> breaches = check(root);
        assertTrue(
                breaches.stream()
                        .anyMatch(b -> b.rule() == Rule.ID_CHANGED && b.subject().equals("id 2")),
                breaches.toString());
    }
}
