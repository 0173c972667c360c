package dev.headwater.runtime.projection;

import java.util.concurrent.locks.ReentrantLock;

/** The key of a shadow table, which rows need once they are looked for. Thread-safe. */
final class ShadowKey {

    private final ProjectionDatabase database;
    private final Generation shadow;
    private final String live;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean there;

    ShadowKey(ProjectionDatabase database, Generation shadow, String live) {
        this.database = database;
        this.shadow = shadow;
        this.live = live;
    }

    /**
     * Builds it unless it is there. Waits for open transactions that write to the table, so the
     * caller is in none.
     *
     * @throws DatabaseException retry
     */
    void ensure() {
        if (there) {
            return;
        }
        lock.lock();
        try {
            if (!there) {
                database.transaction(c -> Indexes.addKey(c, shadow, live));
                there = true;
            }
        } finally {
            lock.unlock();
        }
    }
}
