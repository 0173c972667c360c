package dev.headwater.runtime.command;

import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * This replica's membership in the group that shares the partitions: the assignment of a partition
 * is its ownership. One thread polls; it starts an owner for each partition that it is given, feeds
 * it from the commands topic, and ends it before the partition goes to somebody else.
 */
final class Ownership implements Inbox, GroupMember.Listener {

    private static final System.Logger LOG = System.getLogger(Ownership.class.getName());
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration HAND_OVER_MAX = Duration.ofSeconds(3);
    private static final Duration COMMIT_EVERY = Duration.ofSeconds(2);

    private final OwnerParts parts;
    private final OwnerThreads threads;
    private final Map<Integer, PartitionOwner> owners = new ConcurrentHashMap<>();
    private final Set<Integer> unstarted = new HashSet<>();
    private final Set<Integer> open = new HashSet<>();
    private final Set<Integer> held = new HashSet<>();
    private final Queue<Runnable> requests = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Long> committed = new HashMap<>();

    private @Nullable GroupMember member;
    private volatile int partitions;
    private String eventsTopicId = "";
    private volatile long pollsBegun;
    private volatile long pollsConfirmed;
    private volatile boolean assigned;
    private volatile @Nullable String trouble;
    private long committedAt;

    Ownership(OwnerParts parts, OwnerThreads threads) {
        this.parts = parts;
        this.threads = threads;
    }

    /** Joins the group. Call {@link #poll} from one thread from then on. */
    void join() {
        String topic = parts.service().topics().commands();
        int count = parts.log().partitions(topic);
        eventsTopicId = parts.log().topicId(parts.service().topics().events());
        member = parts.log().join(topic, topic, this);
        partitions = count;
    }

    /** How many partitions the service has; 0 before {@link #join}. */
    int partitions() {
        return partitions;
    }

    /** Kafka's id of the events topic that was there at {@link #join}. */
    String eventsTopicId() {
        return eventsTopicId;
    }

    /**
     * The owner of the partition in this process, whatever its phase; empty when it is elsewhere.
     */
    Optional<PartitionOwner> owner(int partition) {
        return Optional.ofNullable(owners.get(partition));
    }

    List<PartitionOwner> owners() {
        return owners.values().stream()
                .sorted(Comparator.comparingInt(PartitionOwner::partition))
                .toList();
    }

    /** Whether the group has given this replica its share, which may be empty. */
    boolean assigned() {
        return assigned;
    }

    /** Why the group cannot be polled at present, or null. */
    @Nullable String trouble() {
        return trouble;
    }

    /** One round: what owners asked for, a poll, and the records to where they belong. */
    void poll() {
        GroupMember member = joined();
        try {
            runRequests();
            long number = pollsBegun + 1;
            pollsBegun = number;
            List<LogRecord> records = member.poll(POLL);
            pollsConfirmed = number;
            startOwners(member);
            deliver(member, records);
            commitPositions(member);
            trouble = null;
        } catch (LogUnavailableException e) {
            if (trouble == null) {
                LOG.log(Level.WARNING, "the group of owners cannot be polled: {0}", e.getMessage());
            }
            trouble = e.getMessage();
            threads.pause(POLL);
        }
    }

    private void runRequests() {
        Runnable request = requests.poll();
        while (request != null) {
            request.run();
            request = requests.poll();
        }
    }

    /** Outside of the rebalance, because it asks the broker; tried again at the next poll. */
    private void startOwners(GroupMember member) {
        if (unstarted.isEmpty()) {
            return;
        }
        Map<Integer, Long> floors = member.committed(unstarted);
        for (int partition : unstarted) {
            PartitionOwner owner =
                    new PartitionOwner(
                            parts,
                            partition,
                            partitions,
                            floors.getOrDefault(partition, 0L),
                            this,
                            parts.random());
            owners.put(partition, owner);
            threads.start(owner);
        }
        unstarted.clear();
    }

    private void deliver(GroupMember member, List<LogRecord> records) {
        Map<Integer, List<LogRecord>> byPartition =
                records.stream().collect(Collectors.groupingBy(LogRecord::partition));
        int high = 4 * parts.settings().batchMax();
        byPartition.forEach(
                (partition, polled) -> {
                    PartitionOwner owner = owners.get(partition);
                    if (owner != null && owner.mailbox().offer(polled) > high) {
                        member.pause(partition);
                        held.add(partition);
                    }
                });
        held.removeIf(
                partition -> {
                    PartitionOwner owner = owners.get(partition);
                    boolean room =
                            owner != null
                                    && owner.mailbox().recordsWaiting()
                                            < parts.settings().batchMax();
                    if (room && open.contains(partition)) {
                        member.resume(partition);
                    }
                    return room || owner == null;
                });
    }

    /** For monitoring, and as a floor: what decides is the position on events and outcomes. */
    private void commitPositions(GroupMember member) {
        long now = System.nanoTime();
        if (now - committedAt < COMMIT_EVERY.toNanos()) {
            return;
        }
        committedAt = now;
        Map<Integer, Long> moved = new HashMap<>();
        for (PartitionOwner owner : owners.values()) {
            PartitionOwner.Status status = owner.status();
            if (status.phase() == Phase.LIVE
                    && status.position() != null
                    && committed.getOrDefault(owner.partition(), 0L) < status.position().offset()) {
                moved.put(owner.partition(), status.position().offset());
            }
        }
        if (!moved.isEmpty()) {
            member.commit(moved);
            committed.putAll(moved);
        }
    }

    @Override
    public void assigned(Set<Integer> given) {
        assigned = true;
        unstarted.addAll(given);
    }

    @Override
    public void revoked(Set<Integer> taken) {
        List<PartitionOwner> ended = end(taken);
        threads.await(ended, HAND_OVER_MAX);
    }

    @Override
    public void lost(Set<Integer> taken) {
        LOG.log(Level.WARNING, "partitions lost: {0}", taken);
        threads.abandon(end(taken));
    }

    private List<PartitionOwner> end(Set<Integer> taken) {
        unstarted.removeAll(taken);
        open.removeAll(taken);
        held.removeAll(taken);
        committed.keySet().removeAll(taken);
        List<PartitionOwner> ended = new ArrayList<>();
        for (int partition : taken) {
            PartitionOwner owner = owners.remove(partition);
            if (owner != null) {
                owner.stop();
                ended.add(owner);
            }
        }
        return ended;
    }

    @Override
    public boolean confirmedSince(int partition, long since) {
        return pollsConfirmed > since && owners.containsKey(partition);
    }

    @Override
    public long pollsBegun() {
        return pollsBegun;
    }

    @Override
    public void openAt(PartitionOwner owner, long offset) {
        request(
                () -> {
                    // Another owner of the same partition may have come since: not its concern.
                    if (owners.get(owner.partition()) == owner && !owner.stopping()) {
                        joined().seek(owner.partition(), offset);
                        owner.mailbox().openTopic();
                        joined().resume(owner.partition());
                        open.add(owner.partition());
                        held.remove(owner.partition());
                    }
                });
    }

    @Override
    public void pause(PartitionOwner owner) {
        request(
                () -> {
                    if (owners.get(owner.partition()) == owner) {
                        joined().pause(owner.partition());
                        open.remove(owner.partition());
                    }
                });
    }

    private void request(Runnable request) {
        requests.add(request);
        GroupMember member = this.member;
        if (member != null) {
            member.wakeup();
        }
    }

    private GroupMember joined() {
        GroupMember member = this.member;
        if (member == null) {
            throw new IllegalStateException("join first");
        }
        return member;
    }

    /** Commits what is in flight, gives the partitions back and leaves the group at once. */
    void leave() {
        GroupMember member = this.member;
        if (member != null) {
            revoked(Set.copyOf(owners.keySet()));
            member.close();
        }
    }
}
