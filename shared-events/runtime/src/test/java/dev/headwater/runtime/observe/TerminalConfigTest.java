package dev.headwater.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalConfigTest {

    @Test
    void jsonIsForWhatIsNoTerminal() {
        assertEquals("false", new TerminalConfig(true).getValue(TerminalConfig.JSON_LOGS));
        assertEquals("true", new TerminalConfig(false).getValue(TerminalConfig.JSON_LOGS));
        assertNull(new TerminalConfig(false).getValue("other"));
    }

    @Test
    void itIsFoundAndEveryOtherSourceWins() {
        SmallRyeConfig alone = new SmallRyeConfigBuilder().addDiscoveredSources().build();
        assertEquals(
                "terminal", alone.getConfigValue(TerminalConfig.JSON_LOGS).getConfigSourceName());
        SmallRyeConfig overridden =
                new SmallRyeConfigBuilder()
                        .addDiscoveredSources()
                        .withSources(
                                new PropertiesConfigSource(
                                        Map.of(TerminalConfig.JSON_LOGS, "maybe"), "file", 100))
                        .build();
        assertEquals("maybe", overridden.getConfigValue(TerminalConfig.JSON_LOGS).getValue());
    }
}
