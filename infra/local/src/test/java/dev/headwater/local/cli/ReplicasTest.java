package dev.headwater.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ReplicasTest {

    @Test
    void countsAreReadByService() {
        assertEquals(
                Map.of("orders", 3, "payments", 2),
                new Replicas.Converter().convert("orders=3, payments=2").counts());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "orders=",
                "orders=0",
                "orders=4",
                "orders=x",
                "shop=2",
                "orders=1=2"
            })
    void anythingElseIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> new Replicas.Converter().convert(text));
    }

    @Test
    void aWrongCommandLineExitsWith2() {
        assertEquals(2, Main.run("up", "--replicas", "orders=9"));
        assertEquals(2, Main.run("nothing-like-it"));
        assertEquals(2, Main.run("bench", "orders", "--rate", "0"));
        assertEquals(2, Main.run("bench", "orders", "--target", "http://127.0.0.1:1"));
        assertEquals(2, Main.run("bench", "orders", "--target", "orders", "--sku", "tea"));
        assertEquals(2, Main.run("bench", "orders", "--sku", "tea"));
    }

    @Test
    void everyVerbHelps() {
        for (String verb :
                new String[] {
                    "up", "down", "status", "logs", "demo", "test", "replay", "verify", "history",
                    "bench"
                }) {
            assertEquals(0, Main.run(verb, "--help"), verb);
        }
    }
}
