package dev.headwater.runtime.command;

import dev.headwater.runtime.log.Appender;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.TopicCheck;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The write path of one replica, put together and kept running: one thread checks the topics'
 * contract, joins the group and polls; another follows the outcomes.
 */
final class WritePath implements PartitionsView {

    private static final System.Logger LOG = System.getLogger(WritePath.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LEAVE_MAX = Duration.ofSeconds(5);

    private final OwnerParts parts;
    private final TopicCheck contract;
    private final String instance;
    private final Ownership ownership;
    private final OutcomeTail tail;
    private final OutcomeLookup lookup;
    private final Appender appender;
    private final LogCommandGateway gateway;

    private final Thread owning;
    private final Thread following;
    private volatile boolean leaving;
    private volatile boolean stopping;
    private volatile List<String> violations = List.of("the topics were not checked yet");

    /**
     * @param instance how this replica names itself
     */
    WritePath(OwnerParts parts, TopicCheck contract, String instance) {
        this.parts = parts;
        this.contract = contract;
        this.instance = instance;
        this.ownership = new Ownership(parts, new VirtualOwnerThreads());
        String outcomes = parts.service().topics().outcomes();
        this.tail = new OutcomeTail(parts.log(), outcomes, parts.outcomes());
        this.lookup = new OutcomeLookup(parts.log(), parts.service().topics(), parts.outcomes());
        this.appender = parts.log().appender();
        this.gateway = new LogCommandGateway(parts, ownership, tail, lookup, appender);
        this.owning = Thread.ofVirtual().name("ownership").unstarted(this::own);
        this.following = Thread.ofVirtual().name("outcomes-tail").unstarted(this::follow);
    }

    LogCommandGateway gateway() {
        return gateway;
    }

    OutcomeLookup lookup() {
        return lookup;
    }

    Appender appender() {
        return appender;
    }

    /** Callers that wait for an outcome that comes by the topic. */
    int waiting() {
        return tail.waiting();
    }

    void start() {
        owning.start();
        following.start();
    }

    private void own() {
        boolean joined = false;
        while (!leaving && !joined) {
            joined = join();
        }
        while (!leaving) {
            try {
                ownership.poll();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "polling the group of owners failed; it goes on", e);
                pause(RETRY);
            }
        }
        ownership.leave();
    }

    private boolean join() {
        try {
            violations = contract.violations(parts.service().topics());
            if (violations.isEmpty()) {
                ownership.join();
                return true;
            }
            LOG.log(Level.ERROR, "the topics do not keep their contract: {0}", violations);
        } catch (LogUnavailableException e) {
            violations = List.of("the log does not answer: " + e.getMessage());
            LOG.log(Level.WARNING, "the log does not answer: {0}", e.getMessage());
        }
        pause(RETRY);
        return false;
    }

    private void follow() {
        try {
            while (!stopping) {
                tail.poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tail.close();
        }
    }

    /**
     * Commits what is in flight, gives the partitions back and leaves the group; blocks until that
     * is done, {@link #LEAVE_MAX} at the most. Commands are taken on: they go by the topic to
     * whoever owns the partition now, and their outcomes are followed until {@link #stop}.
     */
    void handOver() {
        leaving = true;
        end(owning);
    }

    /** Hands over, if that was not done, and follows no outcome any more. */
    void stop() {
        handOver();
        stopping = true;
        end(following);
        appender.close();
    }

    private static void end(Thread thread) {
        try {
            if (thread.isAlive() && !thread.join(LEAVE_MAX)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why the topics' contract does not hold; empty when it does. */
    List<String> contractProblems() {
        return violations;
    }

    /** Why not every partition of this replica decides commands; empty when all do. */
    List<String> partitionProblems() {
        if (leaving) {
            return List.of("this replica hands its partitions over and ends");
        }
        List<String> problems = new ArrayList<>();
        if (!ownership.assigned()) {
            problems.add("the group has not given this replica its partitions yet");
        }
        String trouble = ownership.trouble();
        if (trouble != null) {
            problems.add("the group of owners cannot be polled: " + trouble);
        }
        if (!tail.following()) {
            problems.add("the outcomes are not followed yet");
        }
        for (PartitionOwner owner : ownership.owners()) {
            PartitionOwner.Status status = owner.status();
            if (status.phase() != Phase.LIVE) {
                problems.add(
                        "partition %d is %s%s"
                                .formatted(
                                        owner.partition(),
                                        status.phase(),
                                        status.reason() == null ? "" : ": " + status.reason()));
            }
        }
        return problems;
    }

    @Override
    public List<PartitionStatus> partitions() {
        return IntStream.range(0, ownership.partitions()).mapToObj(this::status).toList();
    }

    private PartitionStatus status(int partition) {
        @Nullable PartitionOwner owner = ownership.owner(partition).orElse(null);
        if (owner == null) {
            return new PartitionStatus(
                    partition, "ELSEWHERE", null, Instant.EPOCH, -1, -1, 0, 0, null, null);
        }
        PartitionOwner.Status status = owner.status();
        return new PartitionStatus(
                partition,
                status.phase().name(),
                instance,
                status.since(),
                status.eventsOffset(),
                status.position() == null ? -1 : status.position().offset(),
                owner.mailbox().size(),
                status.streams(),
                owner.snapshot(),
                status.reason());
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
