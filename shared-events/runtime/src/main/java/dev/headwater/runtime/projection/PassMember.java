package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One fold of a {@link SharedPass}. It has ended when nobody works for it any more: whoever waits
 * for it may go on with its table at once. Thread-safe.
 */
final class PassMember {

    private final ShadowFold<?, ?> fold;
    private final Map<Integer, Long> targets;
    private final Map<Integer, ShadowPartition<?, ?>.Stretch> stretches = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private @Nullable RuntimeException failure;
    private int working;

    PassMember(ShadowFold<?, ?> fold, Map<Integer, Long> targets) {
        this.fold = fold;
        this.targets = Map.copyOf(targets);
    }

    long target(int partition) {
        return targets.getOrDefault(partition, 0L);
    }

    long position(int partition) {
        return fold.position(partition);
    }

    synchronized boolean isBehind(int partition) {
        return failure == null && fold.position(partition) < target(partition);
    }

    /**
     * Somebody begins to work for it.
     *
     * @return whether there is anything to do
     */
    synchronized boolean enter() {
        if (failure != null) {
            return false;
        }
        working++;
        return true;
    }

    synchronized void exit() {
        working--;
        endWhenLeft();
    }

    /** Nobody is to work for it any more. */
    synchronized void fail(RuntimeException cause) {
        if (failure == null) {
            failure = cause;
        }
        endWhenLeft();
    }

    private void endWhenLeft() {
        if (failure != null && working == 0) {
            end.completeExceptionally(failure);
        }
    }

    /** The pass is over: unless it failed, all is folded. */
    void succeed() {
        end.complete(null);
    }

    /**
     * @return whether it has ended within {@code max}
     * @throws RuntimeException what it came to
     */
    boolean awaitEnd(Duration max) {
        try {
            end.get(max.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new JobCancelledException();
        }
    }

    /**
     * Does one thing for it. What goes wrong for one fold is its own; what goes wrong with the log
     * is everybody's.
     *
     * @return whether it goes on; otherwise the caller's work for it has {@linkplain #exit ended}
     */
    boolean step(Runnable work) {
        try {
            synchronized (this) {
                if (failure != null) {
                    throw failure;
                }
            }
            work.run();
            return true;
        } catch (LogUnavailableException | SchemaUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            fail(e);
            exit();
            return false;
        }
    }

    void begin(int partition, LogReader reader) {
        stretches.put(partition, fold.begin(partition, reader));
    }

    void add(int partition, List<LogRecord> records, DecodedRecords decoded) {
        at(partition).addBelow(target(partition), records, decoded);
    }

    void write(int partition) {
        at(partition).write(target(partition));
    }

    private ShadowPartition<?, ?>.Stretch at(int partition) {
        ShadowPartition<?, ?>.Stretch found = stretches.get(partition);
        if (found == null) {
            throw new IllegalStateException("partition %d is not begun".formatted(partition));
        }
        return found;
    }
}
