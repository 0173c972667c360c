package dev.headwater.runtime.command;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One partition in the eyes of one replica.
 *
 * @param partition 0-based
 * @param phase the name of the {@link Phase} it is in, or {@code ELSEWHERE}
 * @param owner the replica that owns it, when this one knows; else null
 * @param since when it entered the phase
 * @param eventsOffset the offset behind the last event that this replica has applied; -1 when it
 *     has none
 * @param commandOffset the next undecided offset of the commands topic; -1 when unknown
 * @param queued commands that wait here for a decision
 * @param streams how many streams are in memory
 * @param snapshot what a restart would begin with, or null when this replica does not own it
 * @param reason why it does not proceed, in one sentence, or null
 */
public record PartitionStatus(
        int partition,
        String phase,
        @Schema(nullable = true) @Nullable String owner,
        Instant since,
        long eventsOffset,
        long commandOffset,
        int queued,
        int streams,
        @Schema(nullable = true) @Nullable SnapshotStatus snapshot,
        @Schema(nullable = true) @Nullable String reason) {}
