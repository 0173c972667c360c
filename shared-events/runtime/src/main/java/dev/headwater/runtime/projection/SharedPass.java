package dev.headwater.runtime.projection;

import dev.headwater.runtime.codec.SchemaUnavailableException;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.LogReader;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One reading of a topic for several folds: fetched once, decoded once per codec, folded into each.
 * The folds wait for each other before the first record, and are on their own behind the last. One
 * that fails or is cancelled leaves; the others go on. Thread-safe.
 */
final class SharedPass {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final Log log;
    private final String topic;
    private final int parallel;
    private final int size;
    private final Map<Job, PassMember> members = new HashMap<>();
    private int expected;

    /**
     * @param expected how many folds there are to be
     * @param parallel partitions read at the same time
     */
    SharedPass(Log log, String topic, int expected, int parallel) {
        this.log = log;
        this.topic = topic;
        this.expected = expected;
        this.size = expected;
        this.parallel = parallel;
    }

    /**
     * Folds every event below {@code targets} with the others of this pass.
     *
     * @throws JobCancelledException it was cancelled
     * @throws RuntimeException what this fold came to; the others go on
     */
    void foldTo(Job job, ShadowFold<?, ?> fold, Map<Integer, Long> targets) {
        PassMember member = new PassMember(fold, targets);
        synchronized (this) {
            members.put(job, member);
            beginWhenAllAreThere();
        }
        while (!member.awaitEnd(GLANCE)) {
            try {
                job.requireGoing();
            } catch (JobCancelledException e) {
                member.fail(e);
            }
        }
    }

    /** The job has ended; if it never came to the pass, nobody waits for it any more. */
    synchronized void leave(Job job) {
        if (!members.containsKey(job)) {
            expected--;
            beginWhenAllAreThere();
        }
    }

    private void beginWhenAllAreThere() {
        if (members.size() == expected && expected > 0) {
            List<PassMember> all = List.copyOf(members.values());
            // A job that comes again, after an outage, comes alone.
            expected = -1;
            Thread.ofVirtual().name("pass-" + topic).start(() -> run(all));
        }
    }

    /** How many folds there were to be. */
    int size() {
        return size;
    }

    /** Whether the pass has begun or is over: who comes now folds alone. */
    synchronized boolean isClosed() {
        return expected < 0;
    }

    private void run(List<PassMember> all) {
        Semaphore permits = new Semaphore(parallel);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int p = 0; p < log.partitions(topic); p++) {
                int partition = p;
                var _ =
                        workers.submit(
                                () -> {
                                    permits.acquireUninterruptibly();
                                    try {
                                        read(partition, all);
                                    } catch (RuntimeException e) {
                                        all.forEach(each -> each.fail(e));
                                    } finally {
                                        permits.release();
                                    }
                                });
            }
        } finally {
            all.forEach(PassMember::succeed);
        }
    }

    /** Waits out an absent log or registry. */
    private void read(int partition, List<PassMember> all) {
        while (all.stream().anyMatch(each -> each.isBehind(partition))) {
            try {
                readOnce(partition, all);
            } catch (LogUnavailableException | SchemaUnavailableException _) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void readOnce(int partition, List<PassMember> all) {
        List<PassMember> going =
                new ArrayList<>(
                        all.stream()
                                .filter(each -> each.isBehind(partition) && each.enter())
                                .toList());
        try (LogReader reader = log.reader(topic)) {
            step(going, each -> each.begin(partition, reader));
            going.stream()
                    .mapToLong(each -> each.position(partition))
                    .min()
                    .ifPresent(from -> reader.assign(Map.of(partition, from)));
            while (going.stream()
                    .anyMatch(each -> reader.position(partition) < each.target(partition))) {
                List<LogRecord> records = reader.poll(POLL);
                DecodedRecords decoded = new DecodedRecords();
                step(going, each -> each.add(partition, records, decoded));
            }
            step(going, each -> each.write(partition));
        } finally {
            going.forEach(PassMember::exit);
        }
    }

    /** Those that fail are out, and have been left. */
    private static void step(List<PassMember> going, Consumer<PassMember> work) {
        for (PassMember each : List.copyOf(going)) {
            if (!each.step(() -> work.accept(each))) {
                going.remove(each);
            }
        }
    }
}
