package dev.headwater.acceptance;

import dev.headwater.acceptance.containers.ContainerPlatform;
import dev.headwater.local.Ports;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the {@link Shop} of a platform that starts with the first of them and stops after the
 * last. Its logs stay in {@code target/platform-logs} or {@code target/container-logs}.
 *
 * <ul>
 *   <li>By default it consists of processes of this machine.
 *   <li>{@code -Dheadwater.acceptance.containers=true}: of containers; {@code if-possible} skips
 *       the tests with a sentence where no engine answers or an image cannot be had.
 *   <li>{@code -Dheadwater.acceptance.running=true}: it is the one that {@code ./headwater up}
 *       started.
 * </ul>
 */
final class RunningPlatform implements ParameterResolver, ExecutionCondition {

    /** Short enough to wait for, long enough for every order that is not meant to meet it. */
    private static final Duration DEADLINE = Duration.ofSeconds(12);

    private static final Map<String, Map<String, String>> ENVIRONMENTS =
            Map.of("orders", Map.of("HEADWATER_ORDERS_DEADLINE", DEADLINE.toString()));

    private static final String CONTAINERS = "headwater.acceptance.containers";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Shop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return store(context)
                .computeIfAbsent("platform", key -> Session.begin(), Session.class)
                .shop();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!"if-possible".equals(System.getProperty(CONTAINERS))) {
            return ConditionEvaluationResult.enabled("asked for");
        }
        return store(context)
                .computeIfAbsent("obstacle", key -> Obstacle.find(), Obstacle.class)
                .sentence()
                .map(ConditionEvaluationResult::disabled)
                .orElse(ConditionEvaluationResult.enabled("there is an engine with images"));
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(RunningPlatform.class));
    }

    /** Why there are no containers; looked for, and said, once. */
    private record Obstacle(Optional<String> sentence) {

        static Obstacle find() {
            Optional<String> sentence = ContainerPlatform.obstacle();
            sentence.ifPresent(
                    why ->
                            System.out.println(
                                    "headwater-test: the acceptance tests are not repeated in"
                                            + " containers: "
                                            + why));
            return new Obstacle(sentence);
        }
    }

    /** Closed by JUnit when all tests are done. */
    private static final class Session implements AutoCloseable {

        private final @Nullable Closeable platform;
        private final @Nullable Shop shop;
        private final @Nullable RuntimeException failure;

        private Session(
                @Nullable Closeable platform,
                @Nullable Shop shop,
                @Nullable RuntimeException failure) {
            this.platform = platform;
            this.shop = shop;
            this.failure = failure;
        }

        /** Tries once: what keeps the first test from starting is not tried again for each. */
        static Session begin() {
            long start = System.nanoTime();
            try {
                Session session = start();
                System.out.printf(
                        "platform: ready after %d ms%n", (System.nanoTime() - start) / 1_000_000);
                return session;
            } catch (RuntimeException e) {
                return new Session(null, null, e);
            }
        }

        private static Session start() {
            if (Boolean.getBoolean("headwater.acceptance.running")) {
                return new Session(
                        null, Shop.at(Ports.documented().movedBy(System.getenv())), null);
            }
            if (!System.getProperty(CONTAINERS, "false").equals("false")) {
                ContainerPlatform containers =
                        ContainerPlatform.start(logs("container-logs"), ENVIRONMENTS);
                return new Session(containers, Shop.at(containers.ports()), null);
            }
            ProcessPlatform processes = ProcessPlatform.start(logs("platform-logs"), ENVIRONMENTS);
            return new Session(processes, processes.shop(), null);
        }

        private static Path logs(String name) {
            try {
                return Files.createDirectories(Path.of("target", name));
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
            }
        }
    }
}
