package dev.headwater.broker;

import dev.headwater.local.LocalPlatform;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the log of a broker that starts with the first of them and ends after the last. For
 * tests that need no service.
 */
public final class RealKafka implements BeforeAllCallback, ParameterResolver {

    /** Starts it here, so that a broker that does not start fails the class and not each test. */
    @Override
    public void beforeAll(ExtensionContext context) {
        started(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaFixture.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return started(context).fixture();
    }

    private static Started started(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RealKafka.class))
                .computeIfAbsent("kafka", _ -> Started.now(), Started.class);
    }

    /** Closed by JUnit when all tests are done. */
    private record Started(Path directory, LocalPlatform platform, KafkaFixture fixture)
            implements AutoCloseable {

        static Started now() {
            Path directory = Directories.temporary();
            LocalPlatform platform =
                    LocalPlatform.plan()
                            .directory(directory)
                            .freePorts()
                            .infrastructureOnly()
                            .provisioning(false)
                            .progress(line -> System.out.println("kafka: " + line))
                            .start();
            return new Started(directory, platform, new KafkaFixture(platform.bootstrapServers()));
        }

        @Override
        public void close() {
            fixture.close();
            platform.close();
            Directories.keepLogs(platform.directory().logs(), "kafka");
            Directories.delete(directory);
        }
    }
}
