package dev.headwater.runtime.process.run;

import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.run.PolicyPartition.Phase;
import io.micrometer.core.instrument.Gauge;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one policy going on a virtual thread of its own, from start to close. */
public final class PolicyRunner implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PolicyRunner.class.getName());
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final PolicyParts parts;
    private final Policy<?> policy;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable PolicyConsumer consumer;

    public PolicyRunner(PolicyParts parts, Policy<?> policy) {
        this.parts = parts;
        this.policy = policy;
        this.thread = Thread.ofVirtual().name("policy-" + policy.name()).unstarted(this::run);
        Gauge.builder("headwater.policy.lag", this, PolicyRunner::lag)
                .description("Offsets whose commands are not in the log yet")
                .tag("policy", policy.name())
                .register(parts.meters());
        Gauge.builder("headwater.policy.partitions.stopped", this, PolicyRunner::stopped)
                .description("Partitions that need somebody to see to them")
                .tag("policy", policy.name())
                .register(parts.meters());
    }

    public void start() {
        thread.start();
    }

    private void run() {
        int failures = 0;
        while (stop.getCount() > 0) {
            try (PolicyConsumer joined = new PolicyConsumer(parts, policy)) {
                consumer = joined;
                while (stop.getCount() > 0) {
                    failures = joined.turn() ? 0 : failures + 1;
                    if (failures > 0) {
                        pause(parts.backoff().after(failures));
                    }
                }
            } catch (RuntimeException | Error e) {
                failures++;
                LOG.log(Level.ERROR, "a policy joins again: policy=" + policy.name(), e);
                pause(parts.backoff().after(failures));
            } finally {
                consumer = null;
            }
        }
    }

    /** Ends early when the runner is closed. */
    private void pause(Duration duration) {
        try {
            boolean stopped = stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
            if (stopped) {
                LOG.log(Level.DEBUG, "a policy ends: policy={0}", policy.name());
            }
        } catch (InterruptedException _) {
            stop.countDown();
        }
    }

    /** The partitions that this replica reads; empty while the log cannot be joined. */
    public List<PolicyPartition> partitions() {
        PolicyConsumer joined = consumer;
        return joined == null ? List.of() : joined.partitions();
    }

    private double lag() {
        PolicyConsumer joined = consumer;
        return joined == null ? 0 : joined.lag();
    }

    private double stopped() {
        return partitions().stream().filter(each -> each.phase() == Phase.STOPPED).count();
    }

    /** Commits what is acknowledged and leaves the group; waits for at most five seconds. */
    @Override
    public void close() {
        stop.countDown();
        PolicyConsumer joined = consumer;
        if (joined != null) {
            joined.wakeup();
        }
        try {
            if (!thread.join(CLOSE_MAX)) {
                LOG.log(Level.WARNING, "a policy did not end in time: {0}", policy.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
