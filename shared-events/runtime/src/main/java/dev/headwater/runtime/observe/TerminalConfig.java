package dev.headwater.runtime.observe;

import java.io.Console;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Log lines for people on a terminal, JSON for everything that reads a pipe or a file. Any other
 * source of configuration wins over this one.
 */
public final class TerminalConfig implements ConfigSource {

    static final String JSON_LOGS = "quarkus.log.json.console.enabled";

    /** Above the defaults of extensions, below every file and the environment. */
    private static final int ORDINAL = 50;

    private final Map<String, String> properties;

    /** For the service loader. */
    public TerminalConfig() {
        this(onTerminal());
    }

    TerminalConfig(boolean terminal) {
        this.properties = Map.of(JSON_LOGS, Boolean.toString(!terminal));
    }

    /** Null where the JDK is told so by {@code jdk.console}, whatever Error Prone says of it. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "terminal";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
