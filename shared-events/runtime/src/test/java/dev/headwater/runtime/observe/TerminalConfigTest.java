package dev.headwater.runtime.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class TerminalConfigTest {

    @Test
    void jsonIsForWhatIsNoTerminal() {
        assertEquals("false", new TerminalConfig(true).getValue(TerminalConfig.JSON_LOGS));
        assertEquals("true", new TerminalConfig(false).getValue(TerminalConfig.JSON_LOGS));
        assertNull(new TerminalConfig(false).getValue("other"));
    }
}
