package dev.headwater.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One process as it is to be started, any number of times.
 *
 * @param name unique in a platform, also the log file's name: {@code kafka}, {@code orders-1}
 * @param group what people call it: {@code kafka}, {@code orders}
 * @param replica 1 for the first of a group
 * @param port TCP port on the loopback interface that it serves
 * @param command program and arguments
 * @param environment added to the inherited one
 * @param log file that its output is appended to
 * @param stopSignal signal that ends it in order
 * @param orphanSignal signal that it gets when its parent has died, however that died
 * @param stopTimeout how long an orderly end may take before it is killed
 * @param readiness tells whether it can be used
 */
public record ProcessSpec(
        String name,
        String group,
        int replica,
        int port,
        List<String> command,
        Map<String, String> environment,
        Path log,
        String stopSignal,
        String orphanSignal,
        Duration stopTimeout,
        Readiness readiness) {

    /** A process that TERM stops, that may be killed without harm, and that has 60 s to end. */
    public static ProcessSpec of(
            String group,
            int replica,
            String name,
            int port,
            List<String> command,
            Path log,
            Readiness readiness) {
        return new ProcessSpec(
                name,
                group,
                replica,
                port,
                List.copyOf(command),
                Map.of(),
                log,
                "TERM",
                "KILL",
                Duration.ofSeconds(60),
                readiness);
    }

    public ProcessSpec withEnvironment(Map<String, String> added) {
        return new ProcessSpec(
                name,
                group,
                replica,
                port,
                command,
                Map.copyOf(added),
                log,
                stopSignal,
                orphanSignal,
                stopTimeout,
                readiness);
    }

    public ProcessSpec withSignals(String stop, String orphan) {
        return new ProcessSpec(
                name,
                group,
                replica,
                port,
                command,
                environment,
                log,
                stop,
                orphan,
                stopTimeout,
                readiness);
    }

    public ProcessSpec withStopTimeout(Duration timeout) {
        return new ProcessSpec(
                name,
                group,
                replica,
                port,
                command,
                environment,
                log,
                stopSignal,
                orphanSignal,
                timeout,
                readiness);
    }
}
