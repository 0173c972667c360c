package dev.headwater.runtime.snapshot;

/** The snapshots of the simulation keep what owners rely on. */
class FakeSnapshotsTest extends SnapshotStoreContract {

    @Override
    SnapshotStore store() {
        return new FakeSnapshots();
    }
}
