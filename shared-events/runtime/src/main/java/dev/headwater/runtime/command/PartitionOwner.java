package dev.headwater.runtime.command;

import dev.headwater.runtime.log.CommandPosition;
import dev.headwater.runtime.log.FencedException;
import dev.headwater.runtime.log.Log;
import dev.headwater.runtime.log.PartitionLog;
import dev.headwater.runtime.observe.Meters;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The one decider of one partition, as a state machine: fence, then barrier, then replay, then
 * decide (I2). {@link #step} does one thing and says how long there is nothing to do; one thread,
 * or the simulator, calls it again and again. Any failure while deciding drops the overlay and the
 * writer and acquires again, because only a replay tells whether a commit went through.
 */
final class PartitionOwner {

    private static final System.Logger LOG = System.getLogger(PartitionOwner.class.getName());
    private static final Duration CONFIRMATION_POLL = Duration.ofMillis(10);
    private static final Duration IDLE_MAX = Duration.ofSeconds(1);
    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(20);
    private static final Duration FENCED_BACK_OFF = Duration.ofMillis(250);

    private final String service;
    private final int partition;
    private final long floor;
    private final Log log;
    private final OwnerParts parts;
    private final Snapshots snapshots;
    private final PartitionReplay replay;
    private final BatchDecider decider;
    private final Mailbox mailbox;
    private final BatchIntake intake;
    private final Inbox inbox;
    private final CommandSettings settings;
    private final Meters meters;
    private final InstantSource clock;
    private final RandomGenerator random;

    private PartitionState state;
    private @Nullable PartitionLog writer;
    private long askedAt;
    private int failures;
    private Instant retryAt = Instant.MIN;
    private volatile boolean stopping;
    private volatile Status status;

    /** What others may see of it, at any time, from any thread. */
    record Status(
            Phase phase,
            Instant since,
            long eventsOffset,
            @Nullable CommandPosition position,
            int streams,
            @Nullable String reason) {}

    PartitionOwner(
            OwnerParts parts,
            int partition,
            int partitions,
            long floor,
            Inbox inbox,
            RandomGenerator random) {
        this.parts = parts;
        this.service = parts.service().name();
        this.partition = partition;
        this.floor = floor;
        this.log = parts.log();
        this.settings = parts.settings();
        this.meters = parts.meters();
        this.clock = parts.clock();
        this.random = random;
        this.inbox = inbox;
        this.askedAt = inbox.pollsBegun();
        this.mailbox = new Mailbox(settings.queueMax());
        this.snapshots = parts.snapshots(partition, partitions);
        this.intake = new BatchIntake(this, mailbox, inbox, snapshots, settings.batchMax());
        this.state = parts.state(partition);
        this.replay =
                new PartitionReplay(
                        log, parts, partition, snapshots, () -> stopping, this::replayWaits);
        this.decider = parts.decider(partition, partitions);
        this.status = new Status(Phase.ASSIGNED, clock.instant(), 0, null, 0, null);
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Status status() {
        return status;
    }

    SnapshotStatus snapshot() {
        return snapshots.status();
    }

    int partition() {
        return partition;
    }

    /**
     * Does the next thing.
     *
     * @return how long there is nothing more to do unless something arrives; zero when there is
     */
    Duration step() {
        try {
            return switch (status.phase()) {
                case ASSIGNED, FENCING, REPLAYING -> acquire();
                case LIVE -> decideBatch();
                case RECOVERING -> untilRetry();
                case HALTED, STOPPED -> IDLE_MAX;
            };
        } catch (CorruptLogException e) {
            LOG.log(Level.ERROR, "partition halted: service=" + service + " " + e.getMessage(), e);
            release();
            enter(Phase.HALTED, e.getMessage());
            return IDLE_MAX;
        } catch (RuntimeException e) {
            recover(e);
            return Duration.ZERO;
        }
    }

    private Duration acquire() {
        if (!inbox.confirmedSince(partition, askedAt)) {
            return CONFIRMATION_POLL;
        }
        enter(Phase.FENCING, null);
        PartitionLog acquired = log.acquire(service, partition);
        writer = acquired;
        enter(Phase.REPLAYING, null);
        snapshots.restore(state, acquired.barrier());
        replay.catchUp(state, acquired.barrier());
        CommandPosition position = replay.inboxPosition(state, floor);
        if (stopping) {
            return Duration.ZERO;
        }
        state.inboxAt(position);
        inbox.openAt(this, position.offset());
        enter(Phase.LIVE, null);
        LOG.log(
                Level.INFO,
                "partition live: service={0} partition={1} events={2} streams={3}",
                service,
                partition,
                Long.toString(state.nextEvent()),
                Integer.toString(state.cache().size()));
        state.followUps().live();
        return Duration.ZERO;
    }

    private void replayWaits(@Nullable String reason) {
        enter(Phase.REPLAYING, reason);
    }

    private Duration decideBatch() {
        Instant now = clock.instant();
        snapshots.tick(state, now);
        Mailbox.Batch batch = intake.next(state, now);
        if (batch.isEmpty()) {
            if (status.streams() != state.cache().size()) {
                enter(Phase.LIVE, null);
            }
            return intake.idle(state, now);
        }
        long began = System.nanoTime();
        try {
            Decided decided = decider.decide(service, batch, state, positionAfter(batch), now);
            if (!decided.appends().isEmpty()) {
                commit(decided, now);
            }
            decided.handOffs().forEach(each -> each.handOff().result().complete(each.result()));
            failures = 0;
            decided.count(meters, batch, Duration.ofNanos(System.nanoTime() - began));
            return Duration.ZERO;
        } catch (RuntimeException e) {
            intake.again(state);
            throw e;
        }
    }

    private @Nullable CommandPosition positionAfter(Mailbox.Batch batch) {
        CommandPosition now = state.commandPosition();
        if (batch.records().isEmpty() || now == null) {
            return now;
        }
        return new CommandPosition(now.topicId(), batch.records().getLast().offset() + 1);
    }

    private void commit(Decided decided, Instant now) {
        PartitionLog writer = this.writer;
        if (writer == null) {
            throw new IllegalStateException("a live partition without a writer");
        }
        List<Long> offsets = writer.commit(decided.appends(), state.nextEvent());
        state.promote(decided, offsets, now);
        enter(Phase.LIVE, null);
    }

    private Duration untilRetry() {
        Duration left = Duration.between(clock.instant(), retryAt);
        if (left.isPositive()) {
            return left;
        }
        enter(Phase.ASSIGNED, status.reason());
        return Duration.ZERO;
    }

    private void recover(RuntimeException cause) {
        failures++;
        boolean fenced = cause instanceof FencedException;
        Duration first = fenced ? FENCED_BACK_OFF : FIRST_BACK_OFF;
        long most =
                Math.min(
                        settings.backOffMax().toMillis(),
                        first.toMillis() << Math.min(failures - 1, 12));
        retryAt = clock.instant().plusMillis(1 + random.nextLong(most));
        askedAt = inbox.pollsBegun();
        LOG.log(
                failures > 2 ? Level.WARNING : Level.INFO,
                "partition recovers: service={0} partition={1} tries={2} cause={3}",
                service,
                partition,
                failures,
                cause);
        meters.transactionFailed(fenced ? "fenced" : "unavailable");
        release();
        if (cause instanceof SnapshotLostException) {
            state = parts.state(partition);
        }
        enter(Phase.RECOVERING, cause.getMessage());
    }

    private void release() {
        mailbox.closeTopic();
        inbox.pause(this);
        intake.stop();
        state.followUps().stop();
        PartitionLog writer = this.writer;
        this.writer = null;
        if (writer != null) {
            writer.close();
        }
    }

    /** Asks {@link #run} to end after what it is doing now. From any thread. */
    void stop() {
        stopping = true;
        mailbox.nudge();
    }

    boolean stopping() {
        return stopping;
    }

    /** Steps until it is stopped, then ends. */
    void run() {
        try {
            while (!stopping) {
                Duration idle = step();
                if (idle.isPositive() && !stopping) {
                    mailbox.await(idle, status.phase() == Phase.LIVE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** Nobody decides here any more, and who waits is told so. On the thread that steps. */
    void end() {
        enter(Phase.STOPPED, null);
        release();
        mailbox.close().forEach(each -> each.result().complete(new HandOff.Result.NotOwner()));
    }

    private void enter(Phase phase, @Nullable String reason) {
        Status before = status;
        status =
                new Status(
                        phase,
                        before.phase() == phase ? before.since() : clock.instant(),
                        state.nextEvent(),
                        state.commandPosition(),
                        state.cache().size(),
                        reason);
    }
}
