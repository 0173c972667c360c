package dev.headwater.runtime.command;

import dev.headwater.runtime.snapshot.SnapshotUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks the snapshots and waits no longer than it was told, whatever the driver does. A question
 * whose wait ended goes on in the background; until it ends the answer to another is "unavailable"
 * at once, so that one dead connection costs one wait.
 */
final class SnapshotReads {

    private final Executor executor;
    private CompletableFuture<?> last = CompletableFuture.completedFuture("");

    SnapshotReads(Executor executor) {
        this.executor = executor;
    }

    /**
     * @throws SnapshotUnavailableException when there is no answer, or not in time
     */
    <T> T ask(Supplier<T> question, Duration wait) {
        if (!last.isDone()) {
            throw new SnapshotUnavailableException("the last question was not answered yet");
        }
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, executor);
        last = answer;
        try {
            return answer.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SnapshotUnavailableException("no answer within " + wait, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SnapshotUnavailableException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SnapshotUnavailableException unavailable
                    ? unavailable
                    : new SnapshotUnavailableException("unexpected: " + e.getCause(), e);
        }
    }
}
