package dev.headwater.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake that somebody could make in the manifests is caught, and named by its object. */
class SeededMistakesTest {

    private static final Map<String, Overlay> OVERLAYS = new TreeMap<>();
    private static int caught;

    static Stream<Mistake> mistakes() {
        return Stream.of(
                        MistakesOfForm.shapes(),
                        MistakesOfForm.references(),
                        MistakesOfTheLog.kafka(),
                        MistakesOfTheLog.people(),
                        MistakesOfOperation.operations())
                .flatMap(each -> each);
    }

    @AfterAll
    static void count() {
        System.out.printf(
                "headwater-test: seeded mistakes in the manifests: %d made, %d caught%n",
                mistakes().count(), caught);
    }

    @Test
    void asTheyAreTheOverlaysAreValid() {
        assertEquals(List.of(), Rendered.findings(overlay("local")));
        assertEquals(List.of(), Rendered.findings(overlay("production")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsCaught(Mistake mistake) {
        Overlay wrong = mistake.made().apply(overlay(mistake.overlay()));
        List<Finding> findings = Rendered.findings(wrong);
        assertTrue(
                findings.stream()
                        .anyMatch(
                                each ->
                                        each.object().equals(mistake.object())
                                                && each.message().contains(mistake.said())),
                () -> mistake.what() + ": " + findings);
        caught++;
    }

    private static Overlay overlay(String name) {
        return OVERLAYS.computeIfAbsent(name, Rendered::overlay);
    }
}
