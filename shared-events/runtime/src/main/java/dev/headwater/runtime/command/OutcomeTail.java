package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Follows the outcomes of all partitions, for callers whose command went by the commands topic. One
 * thread calls {@link #poll}; callers register from any.
 */
final class OutcomeTail implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OutcomeTail.class.getName());
    private static final Duration POLL = Duration.ofMillis(500);

    private final Log log;
    private final String topic;
    private final OutcomeRecords outcomes;
    private final Map<UUID, List<Waiter>> waiting = new ConcurrentHashMap<>();
    private final Map<Integer, Long> positions = new ConcurrentHashMap<>();
    private @Nullable LogReader reader;

    /** A caller that waits for one command's outcome. */
    record Waiter(UUID command, byte[] fingerprint, CompletableFuture<HandOff.Result> result) {}

    OutcomeTail(Log log, String topic, OutcomeRecords outcomes) {
        this.log = log;
        this.topic = topic;
        this.outcomes = outcomes;
    }

    /** Whether everything that is appended from now on will be seen. */
    boolean following() {
        return !positions.isEmpty();
    }

    /** An offset that no outcome still to come lies below; 0 while nothing is followed yet. */
    long position(int partition) {
        return positions.getOrDefault(partition, 0L);
    }

    /** Register before the command is appended, or its outcome may pass unseen. */
    Waiter register(CommandEnvelope<?> command) {
        Waiter waiter =
                new Waiter(
                        command.id(),
                        Fingerprints.bytes(command.fingerprint()),
                        new CompletableFuture<>());
        waiting.computeIfAbsent(command.id(), _ -> new CopyOnWriteArrayList<>()).add(waiter);
        return waiter;
    }

    void unregister(Waiter waiter) {
        waiting.computeIfPresent(
                waiter.command(),
                (_, waiters) -> {
                    waiters.remove(waiter);
                    return waiters.isEmpty() ? null : waiters;
                });
    }

    /** How many callers wait. */
    int waiting() {
        return waiting.size();
    }

    /** One round; a log that is away is a pause, and reading goes on where it stood. */
    void poll() throws InterruptedException {
        try {
            LogReader reader = this.reader;
            if (reader == null) {
                reader = open();
                this.reader = reader;
            }
            for (LogRecord record : reader.poll(POLL)) {
                arrived(record);
            }
            LogReader read = reader;
            positions.replaceAll((partition, _) -> read.position(partition));
        } catch (LogUnavailableException e) {
            LOG.log(Level.INFO, "outcomes cannot be followed at present: {0}", e.getMessage());
            close();
            Thread.sleep(POLL);
        }
    }

    private LogReader open() {
        LogReader opened = log.reader(topic);
        Set<Integer> all =
                IntStream.range(0, log.partitions(topic)).boxed().collect(Collectors.toSet());
        Map<Integer, Long> from = positions.isEmpty() ? opened.ends(all) : Map.copyOf(positions);
        opened.assign(from);
        positions.putAll(from);
        return opened;
    }

    private void arrived(LogRecord record) {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            Outcome outcome = outcomes.decode(record);
            for (Waiter waiter : waiting.getOrDefault(outcome.commandId(), List.of())) {
                waiter.result().complete(resultFor(waiter, outcome));
            }
        } catch (UndecodableException e) {
            LOG.log(Level.ERROR, "an outcome that cannot be read: {0}", e.getMessage());
        }
    }

    private static HandOff.Result resultFor(Waiter waiter, Outcome outcome) {
        if (!Arrays.equals(waiter.fingerprint(), Fingerprints.bytes(outcome.fingerprint()))) {
            return new HandOff.Result.KeyReused();
        }
        if (Outcome.REPEATS_OFFSET.equals(outcome.code()) && outcome.detail() != null) {
            return new HandOff.Result.Recorded(Long.parseLong(outcome.detail()));
        }
        return new HandOff.Result.Decided(outcome, outcome.repeat());
    }

    @Override
    public void close() {
        LogReader reader = this.reader;
        this.reader = null;
        if (reader != null) {
            reader.close();
        }
    }
}
