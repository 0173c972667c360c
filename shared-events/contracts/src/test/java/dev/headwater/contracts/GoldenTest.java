package dev.headwater.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.SchemaPack.Content;
import dev.headwater.contracts.orders.events.OrderCancelled;
import dev.headwater.contracts.orders.events.OrderCancelledCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What was once written is read for ever: the file holds the bytes of one instance of every schema
 * under every id. {@code -Dupdate} adds lines for ids that have none; a line is never changed.
 */
class GoldenTest {

    private static final Path FILE = Path.of("golden/records.txt");

    /** Name, id and bytes in the wire format, in hexadecimal. */
    private record Line(String fullName, int id, String hex) {

        private static final Pattern SHAPE = Pattern.compile("(\\S+) (\\d+) ([0-9a-f]+)");

        static Line parse(String text) {
            Matcher line = SHAPE.matcher(text);
            assertTrue(line.matches(), text);
            return new Line(line.group(1), Integer.parseInt(line.group(2)), line.group(3));
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        String text() {
            return fullName + " " + id + " " + hex;
        }
    }

    private final SchemaPack pack = SchemaPack.load();

    @BeforeAll
    static void addLinesWhenAsked() throws IOException {
        if (System.getProperty("update") == null) {
            return;
        }
        List<Line> lines = new ArrayList<>(Files.exists(FILE) ? lines() : List.of());
        for (Content content : SchemaPack.load().contents()) {
            if (lines.stream().noneMatch(line -> line.id() == content.contentId())) {
                GenericData.Record golden = GoldenInstances.of(content.schema());
                byte[] bytes = Wire.write(content.contentId(), golden);
                String hex = HexFormat.of().formatHex(bytes);
                lines.add(new Line(content.fullName(), content.contentId(), hex));
            }
        }
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, lines.stream().map(Line::text).toList());
    }

    private static List<Line> lines() throws IOException {
        return Files.readAllLines(FILE).stream().map(Line::parse).toList();
    }

    private Content content(Line line) {
        return pack.byId(line.id()).orElseThrow();
    }

    private Schema today(Line line) {
        return pack.latest(line.fullName()).orElseThrow().schema();
    }

    @Test
    void everyIdHasAGoldenLine() throws IOException {
        Map<Integer, String> golden =
                lines().stream().collect(Collectors.toMap(Line::id, Line::fullName));
        for (Content content : pack.contents()) {
            assertEquals(
                    content.fullName(),
                    golden.remove(content.contentId()),
                    "run with -Dupdate to add a golden line");
        }
        assertEquals(Map.of(), golden, "golden lines without a schema");
    }

    @Test
    void theBytesCarryTheIdBehindAZero() throws IOException {
        for (Line line : lines()) {
            assertEquals(0, line.bytes()[0], line.fullName());
            assertEquals(line.id(), Wire.idOf(line.bytes()), line.fullName());
        }
    }

    @Test
    void theBytesHoldTheValuesThatWereWritten() throws IOException {
        for (Line line : lines()) {
            Schema writer = content(line).schema();
            assertEquals(
                    GoldenInstances.of(writer),
                    Wire.readGeneric(line.bytes(), writer, writer),
                    line.fullName());
        }
    }

    @Test
    void todaysClassesReadTheSameValues() throws IOException {
        for (Line line : lines()) {
            Schema writer = content(line).schema();
            SpecificRecord read = Wire.readSpecific(line.bytes(), writer, today(line));
            assertEquals(line.fullName(), read.getClass().getName(), "a class of that name");
            byte[] again = Wire.write(line.id(), read);
            assertEquals(
                    Wire.readGeneric(line.bytes(), writer, today(line)),
                    Wire.readGeneric(again, today(line), today(line)),
                    line.fullName());
        }
    }

    @Test
    void todaysClassesWriteTheSameBytes() throws IOException {
        int compared = 0;
        for (Line line : lines()) {
            if (content(line).schema().equals(today(line))) {
                SpecificRecord read =
                        Wire.readSpecific(line.bytes(), content(line).schema(), today(line));
                assertArrayEquals(line.bytes(), Wire.write(line.id(), read), line.fullName());
                compared++;
            }
        }
        assertEquals(AvroSources.all().size(), compared);
    }

    @Test
    void oneOfThemReadsAsAPersonWouldExpect() throws IOException {
        Line line =
                lines().stream()
                        .filter(l -> l.fullName().equals(OrderCancelled.class.getName()))
                        .findFirst()
                        .orElseThrow();
        OrderCancelled cancelled =
                (OrderCancelled)
                        Wire.readSpecific(
                                line.bytes(), content(line).schema(), OrderCancelled.SCHEMA$);
        assertEquals("orderId-1 é🫖", cancelled.getOrderId().toString());
        assertEquals(OrderCancelledCause.DEADLINE, cancelled.getCause());
        assertTrue(cancelled.getReason().toString().startsWith("reason-1"));
        assertEquals(Instant.parse("2026-01-01T12:00:00.103Z"), cancelled.getCancelledAt());
    }
}
