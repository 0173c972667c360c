package dev.headwater.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Several blocking things at once. */
final class Parallel {

    private Parallel() {}

    /** Runs all to their end, then throws the first failure if there was one. */
    static void run(Runnable... tasks) {
        List<Future<?>> running = new ArrayList<>();
        RuntimeException failure = null;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Runnable task : tasks) {
                running.add(threads.submit(task));
            }
            for (Future<?> one : running) {
                failure = first(failure, one);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable RuntimeException first(
            @Nullable RuntimeException failure, Future<?> task) {
        try {
            task.get();
            return failure;
        } catch (ExecutionException e) {
            RuntimeException thrown =
                    e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
            return failure == null ? thrown : failure;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure == null ? new PlatformException("Interrupted.", e) : failure;
        }
    }
}
