package dev.headwater.local.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Counts over the reports of all modules.
 *
 * @param tests all that ran, the failed and skipped ones included
 */
record TestTotals(int tests, int failed, int skipped) {

    /** Adds up the Surefire and Failsafe reports that were written since an instant. */
    static TestTotals of(Path root, Instant since) throws IOException {
        List<Path> reports;
        try (Stream<Path> files = Files.walk(root)) {
            reports =
                    files.filter(TestTotals::isReport)
                            .filter(file -> file.toFile().lastModified() >= since.toEpochMilli())
                            .toList();
        }
        TestTotals sum = new TestTotals(0, 0, 0);
        for (Path report : reports) {
            sum = sum.plus(read(report));
        }
        return sum;
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        Path directory = file.getParent();
        return name.startsWith("TEST-")
                && name.endsWith(".xml")
                && directory != null
                && (directory.endsWith("surefire-reports")
                        || directory.endsWith("failsafe-reports"));
    }

    private static TestTotals read(Path report) throws IOException {
        try {
            Element suite =
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(report.toFile())
                            .getDocumentElement();
            return new TestTotals(
                    count(suite, "tests"),
                    count(suite, "failures") + count(suite, "errors"),
                    count(suite, "skipped"));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + report, e);
        }
    }

    private static int count(Element suite, String attribute) {
        String value = suite.getAttribute(attribute);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    private TestTotals plus(TestTotals other) {
        return new TestTotals(tests + other.tests, failed + other.failed, skipped + other.skipped);
    }

    @Override
    public String toString() {
        return "%,d tests, %,d failed, %,d skipped".formatted(tests, failed, skipped);
    }
}
