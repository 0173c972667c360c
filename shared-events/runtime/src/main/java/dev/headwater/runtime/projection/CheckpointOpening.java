package dev.headwater.runtime.projection;

import dev.headwater.runtime.log.GroupMember;
import dev.headwater.runtime.log.LogUnavailableException;
import java.util.function.Supplier;

/** Finds where a live partition goes on, and refuses where it must not. Thread-safe. */
final class CheckpointOpening {

    private final ProjectionId id;
    private final FoldContext<?, ?> context;
    private final String topic;
    private final Runnable outdated;
    private volatile boolean opened;

    /**
     * @param outdated called when the table was made by a lower version of the fold
     */
    CheckpointOpening(FoldContext<?, ?> context, Runnable outdated) {
        this.id = context.id();
        this.context = context;
        this.topic = context.topic();
        this.outdated = outdated;
    }

    /**
     * @param range asked for once the checkpoint is known
     * @return the stored checkpoint; a new one at 0 when there is none
     * @throws RefusedException the partition must not be folded as things are
     * @throws DatabaseException retry
     * @throws LogUnavailableException retry
     */
    Checkpoint open(int partition, Supplier<GroupMember.Range> range) {
        context.database().migrateOnce();
        Generation live = context.database().transaction(c -> Checkpoints.live(c, id));
        requireVersion(live);
        context.skipped().load();
        String topicId = context.log().topicId(topic);
        Checkpoint at =
                context.database().transaction(c -> Checkpoints.open(c, live, partition, topicId));
        requireFoldable(at, topicId, range.get());
        opened = true;
        return at;
    }

    private void requireVersion(Generation live) {
        int code = id.version();
        if (live.version() < code) {
            outdated.run();
            throw new RefusedException(
                    "its table holds version %d; version %d is being rebuilt"
                            .formatted(live.version(), code));
        }
        if (live.version() > code) {
            throw new RefusedException(
                    "its table holds version %d, which is newer than this program's %d"
                            .formatted(live.version(), code),
                    opened);
        }
    }

    /**
     * @param topicId the topic's id now
     * @param range what of the partition exists
     * @throws RefusedException when the events behind the checkpoint are not those that follow its
     *     rows
     */
    private void requireFoldable(Checkpoint at, String topicId, GroupMember.Range range) {
        if (at.problem() != null) {
            throw new RefusedException(String.valueOf(at.problem()));
        }
        if (!at.topicId().equals(topicId)) {
            throw new RefusedException(
                    "%s was recreated: the rows come from topic id %s, now it is %s; rebuild"
                            .formatted(topic, at.topicId(), topicId));
        }
        if (range.start() > at.nextOffset()) {
            throw new RefusedException(
                    "the beginning is gone: %s starts at offset %d, the rows end before %d"
                            .formatted(topic, range.start(), at.nextOffset()));
        }
        if (range.end() < at.nextOffset()) {
            throw new RefusedException(
                    "%s was cut: it ends at offset %d, the rows hold all before %d"
                            .formatted(topic, range.end(), at.nextOffset()));
        }
    }
}
