package dev.headwater.runtime.snapshot;

import dev.headwater.runtime.log.StreamId;
import java.util.Optional;
import java.util.Set;

/**
 * Where a service keeps the snapshots of its partitions: a cache, which may be empty, behind or
 * gone at any time. Thread-safe. Every method blocks, and throws {@link
 * SnapshotUnavailableException} when nothing can be read or written at present.
 */
public interface SnapshotStore {

    /**
     * The partition's snapshot but for its streams without open work, as of one moment.
     *
     * @return empty when there is none
     */
    Optional<SavedPartition> read(int partition);

    /**
     * Streams of the partition in one query, with the snapshot that they are of as of the same
     * moment: the caller must check that it is the one that it knows.
     *
     * @return empty when the partition has no snapshot
     */
    Optional<LoadedStreams> load(int partition, Set<StreamId> streams);

    /**
     * Writes rows and position in one transaction, the position first, by comparison: a checkpoint
     * that continues must find its own lineage, at its base or further, and no further than itself;
     * one that begins must not find a snapshot of the same identity that is further. At its base,
     * because a database may come back from a crash or a backup as it was before.
     *
     * @return false: the comparison failed and nothing was written
     */
    boolean write(Checkpoint checkpoint);
}
