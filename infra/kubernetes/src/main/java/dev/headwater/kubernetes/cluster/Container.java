package dev.headwater.kubernetes.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container as it is run here: a process with nothing of this process's environment.
 *
 * @param memoryBytes limit; 0: none
 */
record Container(
        List<String> command,
        Path workDirectory,
        Map<String, String> environment,
        @Nullable Probe startup,
        @Nullable Probe readiness,
        @Nullable Probe liveness,
        long memoryBytes) {}
