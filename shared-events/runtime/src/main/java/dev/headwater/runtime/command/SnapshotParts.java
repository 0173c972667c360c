package dev.headwater.runtime.command;

import dev.headwater.runtime.snapshot.SnapshotStore;
import java.util.concurrent.Executor;

/**
 * What a service with snapshots has for them.
 *
 * @param reads runs what an owner waits for, with a deadline
 * @param writes runs what no owner waits for
 */
record SnapshotParts(
        SnapshotStore store, SnapshotSettings settings, Executor reads, Executor writes) {}
