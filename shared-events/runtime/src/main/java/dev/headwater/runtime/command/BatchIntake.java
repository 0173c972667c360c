package dev.headwater.runtime.command;

import dev.headwater.runtime.codec.UndecodableException;
import dev.headwater.runtime.log.LogRecord;
import dev.headwater.runtime.log.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what a partition decides next: what the mailbox holds and what has fallen due, as far as
 * the streams' states are in memory or can be had. Who handed over a command on a missing state is
 * told so; the topic and the deadlines wait, and are tried again. On the owner's thread.
 */
final class BatchIntake {

    private static final Duration TRY_AGAIN = Duration.ofMillis(500);
    private static final Duration IDLE_MAX = Duration.ofSeconds(1);

    private final PartitionOwner owner;
    private final Mailbox mailbox;
    private final Inbox inbox;
    private final Snapshots snapshots;
    private final int batchMax;

    private List<HandOff> taken = List.of();
    private Instant waitsUntil = Instant.MIN;
    private boolean topicWaits;

    BatchIntake(
            PartitionOwner owner, Mailbox mailbox, Inbox inbox, Snapshots snapshots, int batchMax) {
        this.owner = owner;
        this.mailbox = mailbox;
        this.inbox = inbox;
        this.snapshots = snapshots;
        this.batchMax = batchMax;
    }

    /**
     * What can be decided now.
     *
     * @throws SnapshotLostException when the memory has to be made anew; nothing is lost
     */
    Mailbox.Batch next(PartitionState state, Instant now) {
        boolean waits = now.isBefore(waitsUntil);
        if (topicWaits && !waits) {
            openTopic(state);
        }
        Mailbox.Batch batch = mailbox.take(batchMax);
        taken = batch.handOffs();
        List<HandOff> due = waits ? List.of() : state.followUps().due(now);
        if (batch.isEmpty() && due.isEmpty()) {
            return batch;
        }
        List<HandOff> handOffs = new ArrayList<>(taken);
        handOffs.addAll(due);
        try {
            Mailbox.Batch wanted = new Mailbox.Batch(handOffs, batch.records());
            Set<StreamId> missing = snapshots.fill(state, () -> streams(wanted));
            return missing.isEmpty() ? wanted : without(missing, wanted, state, now);
        } catch (RuntimeException e) {
            again(state);
            throw e;
        }
    }

    private void openTopic(PartitionState state) {
        topicWaits = false;
        if (state.commandPosition() != null) {
            inbox.openAt(owner, state.commandPosition().offset());
        }
    }

    private static Set<StreamId> streams(Mailbox.Batch batch) {
        Set<StreamId> streams = new HashSet<>();
        batch.handOffs().forEach(each -> streams.add(each.command().stream()));
        batch.records().forEach(each -> stream(each).ifPresent(streams::add));
        return streams;
    }

    /** Empty when the record is no command: that needs no state. */
    private static Optional<StreamId> stream(LogRecord record) {
        try {
            return Optional.of(CommandRecords.head(record).stream());
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    private Mailbox.Batch without(
            Set<StreamId> missing, Mailbox.Batch wanted, PartitionState state, Instant now) {
        waitsUntil = now.plus(TRY_AGAIN);
        List<HandOff> handOffs = new ArrayList<>();
        for (HandOff each : wanted.handOffs()) {
            if (missing.contains(each.command().stream())) {
                each.result().complete(new HandOff.Result.StateMissing());
            } else {
                handOffs.add(each);
            }
        }
        // The inbox is decided in order: behind a record that waits, all wait.
        List<LogRecord> records =
                wanted.records().stream()
                        .takeWhile(each -> stream(each).filter(missing::contains).isEmpty())
                        .toList();
        if (records.size() < wanted.records().size()) {
            mailbox.closeTopic();
            inbox.pause(owner);
            topicWaits = true;
        }
        state.followUps().again();
        return new Mailbox.Batch(handOffs, records);
    }

    /** What {@link #next} gave was not committed: it comes again. */
    void again(PartitionState state) {
        mailbox.offerAgain(taken.stream().filter(each -> !each.result().isDone()).toList());
        taken = List.of();
        state.followUps().again();
    }

    /** The partition is acquired again, and the topic opened then. */
    void stop() {
        topicWaits = false;
        waitsUntil = Instant.MIN;
    }

    /** How long there is nothing to do unless something arrives. */
    Duration idle(PartitionState state, Instant now) {
        if (now.isBefore(waitsUntil)) {
            return Duration.between(now, waitsUntil);
        }
        return topicWaits ? Duration.ZERO : state.followUps().untilDue(now, IDLE_MAX);
    }
}
