package dev.headwater.faults;

import dev.headwater.broker.Directories;
import dev.headwater.local.LocalPlatform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a whole platform with two replicas of orders. It starts with the first test and ends
 * after the last; each test leaves it with everything running.
 */
public final class FaultPlatform implements BeforeAllCallback, ParameterResolver {

    static final Duration READY_MAX = Duration.ofMinutes(2);

    /** The long form, as {@code ./headwater test --full} asks for it. */
    static final boolean FULL = Boolean.getBoolean("headwater.full");

    static int either(int ci, int full) {
        return FULL ? full : ci;
    }

    /** Base URLs of a service's replicas. */
    static List<String> urls(LocalPlatform platform, String service) {
        return platform.names().stream()
                .filter(name -> name.startsWith(service + "-"))
                .map(platform::url)
                .toList();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        started(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalPlatform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return started(context).platform();
    }

    private static Started started(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(FaultPlatform.class))
                .computeIfAbsent("platform", _ -> Started.now(), Started.class);
    }

    /** Closed by JUnit when all tests are done. */
    private record Started(Path directory, LocalPlatform platform) implements AutoCloseable {

        static Started now() {
            long began = System.nanoTime();
            Path directory = Directories.temporary();
            LocalPlatform platform =
                    LocalPlatform.plan()
                            .directory(directory)
                            .freePorts()
                            .replicas("orders", 2)
                            .progress(line -> System.out.println("platform: " + line))
                            .start();
            System.out.printf(
                    "platform: ready after %d ms%n", (System.nanoTime() - began) / 1_000_000);
            return new Started(directory, platform);
        }

        @Override
        public void close() {
            platform.close();
            Directories.keepLogs(platform.directory().logs(), "platform");
            Directories.delete(directory);
        }
    }
}
