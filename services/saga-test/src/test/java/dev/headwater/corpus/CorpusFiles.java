package dev.headwater.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The corpus of one release, two kinds of files for each service: {@code corpus/<service>.txt} has
 * what the release wrote; {@code readings/<version>/<service>.txt} has what the release read in the
 * corpus of a version, its own or an earlier one.
 */
record CorpusFiles(Path release) {

    private static final String BETWEEN = "\t";

    boolean exist() {
        return Files.isDirectory(release.resolve("corpus"));
    }

    List<CorpusEvent> events(String service) {
        return lines(release.resolve("corpus").resolve(service + ".txt")).stream()
                .map(CorpusEvent::parse)
                .toList();
    }

    void write(String service, List<CorpusEvent> events) {
        write(
                release.resolve("corpus").resolve(service + ".txt"),
                events.stream().map(CorpusEvent::line).toList());
    }

    /** What this release read, as JSON by what it is: an event, a state, another service's fact. */
    SortedMap<String, String> readings(String version, String service) {
        SortedMap<String, String> readings = new TreeMap<>();
        for (String line : lines(readingsFile(version, service))) {
            int tab = line.indexOf(BETWEEN);
            readings.put(line.substring(0, tab), line.substring(tab + 1));
        }
        return readings;
    }

    void write(String version, String service, SortedMap<String, String> readings) {
        List<String> lines = new ArrayList<>();
        readings.forEach((what, json) -> lines.add(what + BETWEEN + json));
        write(readingsFile(version, service), lines);
    }

    private Path readingsFile(String version, String service) {
        return release.resolve("readings").resolve(version).resolve(service + ".txt");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
