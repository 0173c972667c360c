package dev.headwater.runtime.process.run;

import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.LogUnavailableException;
import dev.headwater.runtime.log.Topics;
import dev.headwater.runtime.process.Policy;
import dev.headwater.runtime.process.run.CommandOutlet.Delivery;
import dev.headwater.runtime.process.run.PolicyPartition.Phase;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One member of a policy's group: reads committed events, sends what the policy makes of them, and
 * commits an offset only when every command of the events below it is in the log. So a crash, a
 * rebalance or a lost answer repeats commands, which is harmless because their ids repeat too, and
 * never leaves one out.
 *
 * <p>{@link #turn} does all the work and never waits but in poll: one thread, or a simulator, calls
 * it again and again. A partition in trouble is paused and begins again at its last acknowledged
 * offset, with back-off; what cannot be read or dealt with stops its partition, and no other. Only
 * {@link #partitions}, {@link #lag} and {@link #wakeup} may be called from other threads.
 */
public final class PolicyConsumer implements GroupMember.Listener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PolicyConsumer.class.getName());
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);
    private static final int SHORT_POLL_DOUBLINGS_MAX = 6;

    private final PolicyParts parts;
    private final Policy<?> policy;
    private final String topic;
    private final PolicyReactor<?> reactor;
    private final GroupMember member;
    private final PolicyOffsets offsets;
    private final Map<Integer, PolicyTrack> tracks = new TreeMap<>();

    private int turnsInFlight;
    private volatile List<PolicyPartition> partitions = List.of();
    private volatile long lag;

    /**
     * Joins the policy's group.
     *
     * @throws LogUnavailableException when the log does not answer: try again
     */
    public PolicyConsumer(PolicyParts parts, Policy<?> policy) {
        this.parts = parts;
        this.policy = policy;
        this.topic = new Topics(policy.source()).events();
        this.reactor = new PolicyReactor<>(parts, policy);
        this.member = parts.log().join(parts.group(policy), topic, this);
        this.offsets = new PolicyOffsets(member, parts.settings().commitInterval());
    }

    /**
     * Begins, polls, reacts, settles and commits, once each.
     *
     * @return false when the log could not be polled: back off before the next turn
     */
    public boolean turn() {
        boolean polled = true;
        begin();
        try {
            react(member.poll(wait(parts.clock().instant())));
        } catch (LogUnavailableException e) {
            polled = false;
            tracks.values().stream()
                    .filter(track -> track.phase == Phase.RUNNING)
                    .forEach(track -> restart(track, e.toString()));
        }
        settle();
        offsets.commitAtIntervals(tracks.values(), parts.clock().instant());
        publish();
        return polled;
    }

    private void begin() {
        Instant now = parts.clock().instant();
        List<PolicyTrack> due =
                tracks.values().stream().filter(track -> track.startsAt(now)).toList();
        if (due.isEmpty()) {
            return;
        }
        try {
            Map<Integer, Long> committed =
                    member.committed(
                            due.stream().map(track -> track.partition).collect(Collectors.toSet()));
            for (PolicyTrack track : due) {
                Long offset = committed.get(track.partition);
                if (offset == null && track.acknowledged < 0) {
                    stop(
                            track,
                            "group %s has no offset on %s-%d: provisioning commits the start at 0"
                                    .formatted(parts.group(policy), topic, track.partition));
                } else {
                    track.committed = offset == null ? -1 : offset;
                    begin(track, Math.max(track.committed, track.acknowledged));
                }
            }
        } catch (LogUnavailableException e) {
            due.stream()
                    .filter(track -> track.phase == Phase.STARTING)
                    .forEach(track -> restart(track, e.toString()));
        }
    }

    private void begin(PolicyTrack track, long from) {
        GroupMember.Range range = member.range(track.partition);
        if (from < range.start()) {
            stop(
                    track,
                    "%s-%d starts at offset %d, and the events from %d on are gone unread"
                            .formatted(topic, track.partition, range.start(), from));
        } else if (from > range.end()) {
            restart(
                    track,
                    "%s-%d ends at offset %d, before the committed %d"
                            .formatted(topic, track.partition, range.end(), from));
        } else {
            track.acknowledged = from;
            track.phase = Phase.RUNNING;
            track.reason = null;
            member.seek(track.partition, from);
            member.resume(track.partition);
        }
    }

    private void react(List<LogRecord> records) {
        Map<Integer, List<LogRecord>> byPartition =
                records.stream().collect(Collectors.groupingBy(LogRecord::partition));
        byPartition.forEach(
                (partition, polled) -> {
                    PolicyTrack track = tracks.get(partition);
                    if (track != null && track.idle()) {
                        long behind = member.position(partition);
                        member.pause(partition);
                        track.batch = reactor.react(polled, track.versions, behind);
                    }
                });
    }

    /** Looks after what is in flight; never waits for it. */
    private void settle() {
        boolean inFlight = false;
        for (PolicyTrack track : tracks.values()) {
            PolicyBatch batch = track.batch;
            if (batch != null) {
                settle(track, batch);
                inFlight |= track.batch != null;
            } else if (track.idle()) {
                track.acknowledged = Math.max(track.acknowledged, member.position(track.partition));
            }
        }
        turnsInFlight = inFlight ? turnsInFlight + 1 : 0;
    }

    private void settle(PolicyTrack track, PolicyBatch batch) {
        Instant now = parts.clock().instant();
        boolean patience = now.isBefore(batch.sentAt().plus(parts.settings().localWaitMax()));
        batch.deliveries()
                .replaceAll(
                        delivery ->
                                delivery.local()
                                                && !delivery.succeeded()
                                                && (delivery.failed() || !patience)
                                        ? parts.outlet().byTopic(delivery)
                                        : delivery);
        if (batch.deliveries().stream().anyMatch(each -> !each.local() && each.failed())) {
            restart(track, "commands could not be appended to the commands topic");
        } else if (batch.deliveries().stream().allMatch(Delivery::succeeded)) {
            finish(track, batch);
        }
    }

    private void finish(PolicyTrack track, PolicyBatch batch) {
        if (batch.next() > track.acknowledged) {
            track.failures = 0;
        }
        track.acknowledged = batch.next();
        track.batch = null;
        String reason = String.valueOf(batch.reason());
        switch (batch.then()) {
            case GO_ON -> member.resume(track.partition);
            case RETRY -> restart(track, reason);
            case STOP -> stop(track, reason);
        }
    }

    private void restart(PolicyTrack track, String reason) {
        track.failures++;
        track.batch = null;
        track.phase = Phase.STARTING;
        track.reason = reason;
        track.notBefore = parts.clock().instant().plus(parts.backoff().after(track.failures));
        member.pause(track.partition);
        LOG.log(
                track.failures == 1 ? Level.WARNING : Level.DEBUG,
                "a policy begins again: policy={0} partition={1} reason={2}",
                policy.name(),
                track.partition,
                reason);
    }

    private void stop(PolicyTrack track, String reason) {
        track.batch = null;
        track.phase = Phase.STOPPED;
        track.reason = reason;
        member.pause(track.partition);
        LOG.log(
                Level.ERROR,
                "a policy has stopped a partition: policy={0} partition={1} reason={2}",
                policy.name(),
                track.partition,
                reason);
    }

    /** Short while answers are awaited, up to a second when there is nothing to do. */
    private Duration wait(Instant now) {
        if (turnsInFlight > 0) {
            return Duration.ofMillis(1L << Math.min(turnsInFlight - 1, SHORT_POLL_DOUBLINGS_MAX));
        }
        Instant until = now.plus(IDLE_POLL);
        for (PolicyTrack track : tracks.values()) {
            until = track.wakesAt(until, offsets.nextAt());
        }
        return until.isBefore(now) ? Duration.ZERO : Duration.between(now, until);
    }

    private void publish() {
        long behind = 0;
        for (PolicyTrack track : tracks.values()) {
            if (track.phase == Phase.RUNNING) {
                long position = member.position(track.partition);
                behind += member.lag(track.partition).orElse(0) + position - track.acknowledged;
            }
        }
        lag = behind;
        partitions =
                tracks.values().stream().map(each -> each.status(policy.name(), topic)).toList();
    }

    @Override
    public void assigned(Set<Integer> given) {
        int streamsMax = parts.settings().streamsMax();
        given.forEach(
                partition ->
                        tracks.put(
                                partition,
                                new PolicyTrack(partition, new DenseVersions(streamsMax))));
    }

    /** What is acknowledged by now is committed; what is in flight is left to the next reader. */
    @Override
    public void revoked(Set<Integer> taken) {
        settle();
        offsets.commit(
                tracks.values().stream().filter(each -> taken.contains(each.partition)).toList());
        tracks.keySet().removeAll(taken);
    }

    @Override
    public void lost(Set<Integer> taken) {
        tracks.keySet().removeAll(taken);
    }

    /** The partitions that this member reads, as of the last turn. */
    public List<PolicyPartition> partitions() {
        return partitions;
    }

    /** Offsets of those partitions whose commands are not in the log yet, as of the last turn. */
    public long lag() {
        return lag;
    }

    /** Ends a poll that waits. */
    public void wakeup() {
        member.wakeup();
    }

    /** Commits what is acknowledged and leaves the group. */
    @Override
    public void close() {
        try {
            revoked(Set.copyOf(tracks.keySet()));
        } finally {
            member.close();
        }
    }
}
