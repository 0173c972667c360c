package dev.headwater.testkit.log;

import dev.headwater.runtime.log.FencedException;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.log.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fenced writer in memory. */
final class FakePartitionLog implements PartitionLog {

    private final FakeLog log;
    private final Topics topics;
    private final int partition;
    private final Barrier barrier;
    private boolean fenced;
    private boolean dead;
    private FakePartition.@Nullable Transaction hanging;
    private Set<FakePartition> hangingIn = Set.of();

    /** Called under the log's lock, after the predecessor was fenced. */
    FakePartitionLog(FakeLog log, String service, int partition) {
        this.log = log;
        this.topics = new Topics(service);
        this.partition = partition;
        this.barrier =
                new Barrier(
                        log.partition(topics.events(), partition).end(),
                        log.partition(topics.outcomes(), partition).end());
    }

    /**
     * A successor has come: no commit of this writer can succeed, its open transaction is aborted.
     */
    void fence() {
        fenced = true;
        if (hanging != null) {
            end(hanging, FakePartition.Fate.ABORTED, hangingIn);
            hanging = null;
        }
    }

    @Override
    public Barrier barrier() {
        return barrier;
    }

    @Override
    public List<Long> commit(List<Append> batch, long firstEventOffset) {
        return log.locked(() -> commitLocked(batch, firstEventOffset));
    }

    private List<Long> commitLocked(List<Append> batch, long firstEventOffset) {
        log.requireAvailable();
        if (fenced) {
            throw new FencedException("another writer holds the partition", new Exception("epoch"));
        }
        FakeLog.Fault fault = log.nextFault(topics.service(), partition);
        if (dead || fault == FakeLog.Fault.FAILS) {
            dead = true;
            throw new LogUnavailableException("INVALID_TXN_STATE (injected)");
        }
        boolean hasEvents = batch.stream().anyMatch(each -> each.target() == Target.EVENTS);
        if (hasEvents && log.partition(topics.events(), partition).end() != firstEventOffset) {
            dead = true;
            throw new LogUnavailableException("events did not start at " + firstEventOffset);
        }
        FakePartition.Transaction transaction = new FakePartition.Transaction();
        Set<FakePartition> touched = new HashSet<>();
        List<Long> offsets = append(batch, transaction, touched);
        if (fault == FakeLog.Fault.HANGS) {
            dead = true;
            hanging = transaction;
            hangingIn = touched;
            throw new LogUnavailableException("no answer (injected), transaction open");
        }
        end(transaction, FakePartition.Fate.COMMITTED, touched);
        if (fault == FakeLog.Fault.ANSWER_LOST) {
            dead = true;
            throw new LogUnavailableException("no answer (injected), transaction committed");
        }
        return offsets;
    }

    private List<Long> append(
            List<Append> batch, FakePartition.Transaction transaction, Set<FakePartition> touched) {
        List<Long> offsets = new ArrayList<>();
        for (Append each : batch) {
            FakePartition target = log.partition(topic(each.target()), partition);
            long offset = target.end();
            target.append(
                    new LogRecord(
                            partition,
                            offset,
                            log.clock.instant(),
                            each.key(),
                            each.value(),
                            Map.copyOf(each.headers())),
                    transaction);
            touched.add(target);
            offsets.add(offset);
        }
        return offsets;
    }

    private static void end(
            FakePartition.Transaction transaction,
            FakePartition.Fate fate,
            Set<FakePartition> touched) {
        transaction.fate = fate;
        touched.forEach(target -> target.appendMarker(transaction));
    }

    private String topic(Target target) {
        return switch (target) {
            case EVENTS -> topics.events();
            case OUTCOMES -> topics.outcomes();
            case DEAD_LETTERS -> topics.deadLetters();
        };
    }

    @Override
    public void close() {
        // An open transaction is left to the next fence, as Kafka's producer leaves it.
    }
}
