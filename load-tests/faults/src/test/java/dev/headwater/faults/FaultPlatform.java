package dev.headwater.faults;

import dev.headwater.broker.Directories;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a whole platform with two replicas of orders. It starts with the first test and ends
 * after the last; each test leaves it with everything running. The services reach the broker
 * through a {@link Network}.
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
        Class<?> type = parameter.getParameter().getType();
        return type == LocalPlatform.class || type == Network.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Started started = started(context);
        return parameter.getParameter().getType() == Network.class
                ? started.network()
                : started.platform();
    }

    private static Started started(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(FaultPlatform.class))
                .computeIfAbsent("platform", _ -> Started.now(), Started.class);
    }

    /** Closed by JUnit when all tests are done. */
    private record Started(Path directory, Network network, LocalPlatform platform)
            implements AutoCloseable {

        static Started now() {
            long began = System.nanoTime();
            Path directory = Directories.temporary();
            int brokerPort = Network.freePort();
            Network network = new Network(brokerPort);
            PlatformPlan plan =
                    LocalPlatform.plan()
                            .directory(directory)
                            .freePorts()
                            .proxiedBroker(brokerPort, network.port())
                            .replicas("orders", 2)
                            .progress(line -> System.out.println("platform: " + line));
            Map<String, String> through =
                    Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + network.port());
            PlatformPlan.SERVICES.forEach(service -> plan.environment(service, through));
            LocalPlatform platform = plan.start();
            System.out.printf(
                    "platform: ready after %d ms%n", (System.nanoTime() - began) / 1_000_000);
            return new Started(directory, network, platform);
        }

        @Override
        public void close() throws IOException {
            platform.close();
            network.close();
            Directories.keepLogs(platform.directory().logs(), "platform");
            Directories.delete(directory);
        }
    }
}
