package dev.headwater.runtime.snapshot;

import dev.headwater.runtime.log.CommandPosition;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Of what a partition's snapshot is, and up to where.
 *
 * @param partition 0-based
 * @param lineage changes when a snapshot begins anew: rows of another lineage do not complete what
 *     an owner has in memory
 * @param identity what it was taken of
 * @param nextEvent all events below this offset are in it, and no other
 * @param nextOutcome all outcomes below this offset are in it, and no other
 * @param lastEvent offset of the partition's last event, -1 when there was none
 * @param commandPosition how far the inbox was decided, or null when nothing told
 */
public record SnapshotHead(
        int partition,
        UUID lineage,
        SnapshotIdentity identity,
        long nextEvent,
        long nextOutcome,
        long lastEvent,
        @Nullable CommandPosition commandPosition) {}
