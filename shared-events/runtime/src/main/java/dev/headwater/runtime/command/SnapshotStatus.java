package dev.headwater.runtime.command;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A partition's snapshot in the eyes of its owner.
 *
 * @param eventsOffset all events below this offset are in it; -1 when there is none
 * @param savedAt when this owner wrote or read it, or null
 * @param complete whether all streams of the partition are in memory, so that PostgreSQL is not
 *     asked for any
 * @param problem why the last try to read or write failed, in one sentence, or null
 */
public record SnapshotStatus(
        long eventsOffset,
        @Schema(nullable = true) @Nullable Instant savedAt,
        boolean complete,
        @Schema(nullable = true) @Nullable String problem) {

    static final SnapshotStatus NONE = new SnapshotStatus(-1, null, true, null);
}
