package dev.headwater.runtime.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes a partition's snapshot into the one at {@code head}.
 *
 * @param base the head that it continues; null when it is all there is, and replaces whatever was
 *     there
 * @param streams those that changed; may be walked once
 * @param answers those that are new
 * @param oldestClient offset of the oldest client's answer still remembered: what lies below goes
 * @param oldestFollowUp offset of the oldest other answer still remembered: what lies below goes
 */
public record Checkpoint(
        SnapshotHead head,
        @Nullable SnapshotHead base,
        Iterable<SavedStream> streams,
        List<SavedAnswers> answers,
        long oldestClient,
        long oldestFollowUp) {}
