package dev.headwater.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line is put together at run time: here, before a user does. */
class MainTest {

    static Stream<String> commandLines() {
        return Stream.of(
                "",
                "up --help",
                "replay --help",
                "verify --help",
                "dead-letters --help",
                "dead-letters skip --help",
                "drill total-loss --help",
                "bench orders --help",
                "bench replay --help",
                "campaign --help",
                "schemas check --help",
                "k8s check --help");
    }

    @ParameterizedTest
    @MethodSource("commandLines")
    void everyCommandTellsHowItIsUsed(String line) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);
        assertEquals(0, Main.run(arguments), line);
    }
}
