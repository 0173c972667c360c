package dev.headwater.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Many clients at once. */
final class Crowd {

    private Crowd() {}

    /** How many: fewer in CI than where {@code ./headwater test --full} asks for the long form. */
    static int either(int ci, int full) {
        return Boolean.getBoolean("headwater.full") ? full : ci;
    }

    /**
     * Runs all of them in a thread each, let go together.
     *
     * @return their results in the order of the tasks
     */
    static <T> List<T> together(List<Callable<T>> tasks) {
        CountDownLatch ready = new CountDownLatch(tasks.size());
        List<Callable<T>> held = new ArrayList<>();
        for (Callable<T> task : tasks) {
            held.add(
                    () -> {
                        ready.countDown();
                        ready.await();
                        return task.call();
                    });
        }
        return run(held);
    }

    /** Runs all of them, so many at a time. */
    static <T> List<T> atMost(int width, List<Callable<T>> tasks) {
        Semaphore places = new Semaphore(width);
        List<Callable<T>> held = new ArrayList<>();
        for (Callable<T> task : tasks) {
            held.add(
                    () -> {
                        places.acquire();
                        try {
                            return task.call();
                        } finally {
                            places.release();
                        }
                    });
        }
        return run(held);
    }

    private static <T> List<T> run(List<Callable<T>> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("one of many clients failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
