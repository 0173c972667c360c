package dev.headwater.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.local.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    private final Path file;

    ThresholdsTest(@TempDir Path directory) {
        file = directory.resolve("thresholds.yaml");
    }

    /** 100 arrivals in 1 s at 100/s: 90 done with 1 to 90 ms, 4 refused, 5 unknown, 1 failed. */
    private static LoadResult result(Map<Answer, Long> answers) {
        Histogram latencies = new Histogram(3);
        for (int i = 1; i <= 90; i++) {
            latencies.recordValue(i * 1_000L);
        }
        return new LoadResult(100, 100, 1, answers, latencies, latencies, latencies, true);
    }

    private static Map<Answer, Long> usual() {
        return new EnumMap<>(
                Map.of(
                        Answer.DONE,
                        90L,
                        Answer.REFUSED,
                        4L,
                        Answer.UNKNOWN,
                        5L,
                        Answer.FAILED,
                        1L));
    }

    @ParameterizedTest
    @CsvSource({
        "p50-ms, 46, 44",
        "p90-ms, 82, 80",
        "p99-ms, 91, 88",
        "p99.9-ms, 91, 89",
        "max-ms, 91, 89",
        "refused-percent, 4, 3.9",
        "unknown-percent, 5, 4.9",
        "failed-percent, 1, 0.9",
        "rate-percent, 90, 90.1"
    })
    void eachIsKeptOrMissed(String name, double kept, double missed) throws IOException {
        assertEquals(List.of(), missedWith("failed-percent: 1\n", name, kept));
        List<String> sentences = missedWith("failed-percent: 1\n", name, missed);
        assertEquals(1, sentences.size());
        assertTrue(sentences.getFirst().startsWith(name + " is "), sentences::toString);
    }

    private List<String> missedWith(String others, String name, double limit) throws IOException {
        Files.writeString(
                file, (name.startsWith("failed") ? "" : others) + name + ": " + limit + "\n");
        return Thresholds.read(file).missed(result(usual()));
    }

    @Test
    void withoutAFileFailuresAreMissed() {
        assertEquals(List.of("1 answers were failures"), Thresholds.none().missed(result(usual())));
    }

    @Test
    void operationsThatCouldNotBeginAreNeverAllRight() {
        Map<Answer, Long> answers = usual();
        answers.remove(Answer.FAILED);
        answers.put(Answer.NOT_BEGUN, 1L);
        assertEquals(1, Thresholds.none().missed(result(answers)).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p99-ms", "p98-ms: 3", "p99-ms: fast", "- p99-ms", "p99-ms: ["})
    void anythingElseIsASentence(String text) throws IOException {
        Files.writeString(file, text);
        PlatformException refused =
                assertThrows(PlatformException.class, () -> Thresholds.read(file));
        assertTrue(
                String.valueOf(refused.getMessage()).contains(file.toString()),
                refused::getMessage);
    }

    @Test
    void aMissingFileIsNamed() {
        assertThrows(PlatformException.class, () -> Thresholds.read(file));
    }
}
