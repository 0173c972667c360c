package dev.headwater.acceptance;

import dev.headwater.local.LocalPlatform;
import dev.headwater.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Shop} of a platform that starts with the first of them and stops after the
 * last. Its logs stay in {@code target/platform-logs}. With {@code
 * -Dheadwater.acceptance.running=true} it is the one that {@code ./headwater up} started.
 */
final class RunningPlatform implements ParameterResolver {

    /** Short enough to wait for, long enough for every order that is not meant to meet it. */
    private static final Duration DEADLINE = Duration.ofSeconds(12);

    private static final Path LOGS = Path.of("target", "platform-logs");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningPlatform.class))
                .computeIfAbsent("platform", key -> Session.begin(), Session.class)
                .shop();
    }

    /** Closed by JUnit when all tests are done. */
    private static final class Session implements AutoCloseable {

        private final @Nullable LocalPlatform platform;
        private final @Nullable Shop shop;
        private final @Nullable RuntimeException failure;

        private Session(
                @Nullable LocalPlatform platform,
                @Nullable Shop shop,
                @Nullable RuntimeException failure) {
            this.platform = platform;
            this.shop = shop;
            this.failure = failure;
        }

        /** Tries once: what keeps the first test from starting is not tried again for each. */
        static Session begin() {
            if (Boolean.getBoolean("headwater.acceptance.running")) {
                return new Session(
                        null, Shop.at(Ports.documented().movedBy(System.getenv())), null);
            }
            LocalPlatform platform = null;
            try {
                platform = start();
                return new Session(platform, Shop.of(platform), null);
            } catch (RuntimeException e) {
                return new Session(platform, null, e);
            }
        }

        private static LocalPlatform start() {
            long start = System.nanoTime();
            LocalPlatform platform =
                    LocalPlatform.plan()
                            .directory(temporary())
                            .freePorts()
                            .environment(
                                    "orders",
                                    Map.of("HEADWATER_ORDERS_DEADLINE", DEADLINE.toString()))
                            .progress(line -> System.out.println("platform: " + line))
                            .start();
            System.out.printf(
                    "platform: ready after %d ms in %s%n",
                    (System.nanoTime() - start) / 1_000_000, platform.directory().base());
            return platform;
        }

        private static Path temporary() {
            try {
                return Files.createTempDirectory("headwater-acceptance");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Shop shop() {
            if (shop == null) {
                throw new IllegalStateException("the platform did not start", failure);
            }
            return shop;
        }

        @Override
        public void close() throws IOException {
            System.out.printf(
                    "contract: %,d answers held against the OpenAPI documents%n",
                    Contract.checked());
            if (platform != null) {
                platform.close();
                keepLogs(platform.directory().logs());
                delete(platform.directory().base());
            }
        }

        private static void keepLogs(Path directory) throws IOException {
            Files.createDirectories(LOGS);
            try (var logs = Files.newDirectoryStream(directory)) {
                for (Path log : logs) {
                    Path kept = LOGS.resolve(log.getFileName());
                    Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }

        private static void delete(Path directory) throws IOException {
            List<Path> deepestFirst;
            try (Stream<Path> all = Files.walk(directory)) {
                deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
