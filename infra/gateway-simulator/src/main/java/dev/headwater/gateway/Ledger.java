package dev.headwater.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All entries, in memory and on disk, in one order. An entry is decided once, under the lock, and
 * answered once it is on disk; whoever asks again meanwhile waits for the same sync. Thread-safe.
 */
final class Ledger implements AutoCloseable {

    private record Kept(Entry entry, long position) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Kept> byKey = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Accounts accounts = new Accounts();
    private final LedgerFile file;
    private final Clock clock;

    private Ledger(Path path, ObjectMapper json, Clock clock) throws StartupException {
        this.clock = clock;
        this.file = LedgerFile.open(path, json, entry -> keep(entry, 0));
    }

    /**
     * @throws StartupException when the file cannot be written, is in use, or holds something else
     */
    static Ledger open(Path path, ObjectMapper json, Clock clock) throws StartupException {
        return new Ledger(path, json, clock);
    }

    private Kept keep(Entry entry, long position) {
        Kept kept = new Kept(entry, position);
        accounts.apply(entry);
        byKey.put(entry.key(), kept);
        entries.add(entry);
        return kept;
    }

    /** The entry of a key, once it is on disk; empty when the key was never decided. */
    Optional<Entry> find(String key) throws IOException {
        Kept kept;
        lock.lock();
        try {
            kept = byKey.get(key);
        } finally {
            lock.unlock();
        }
        if (kept == null) {
            return Optional.empty();
        }
        file.awaitDurable(kept.position());
        return Optional.of(kept.entry());
    }

    /** Whether the authorization of this key was given up before it was asked for. */
    boolean isVoided(String authorizationKey) {
        lock.lock();
        try {
            return accounts.isVoided(authorizationKey);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Decides an intent, unless its key was decided before. Blocks until the entry is on disk.
     *
     * @return the key's entry; it is for another intent when the key was used for another one
     * @throws IOException when the disk failed: the process must end
     */
    Entry decide(String key, Intent intent) throws IOException {
        Kept kept;
        lock.lock();
        try {
            Kept before = byKey.get(key);
            if (before == null) {
                Entry entry = accounts.decide(key, intent, clock.instant().toString());
                before = keep(entry, file.append(entry));
            }
            kept = before;
        } finally {
            lock.unlock();
        }
        file.awaitDurable(kept.position());
        return kept.entry();
    }

    /** How many entries there are. */
    int count() {
        lock.lock();
        try {
            return entries.size();
        } finally {
            lock.unlock();
        }
    }

    /** At most {@code limit} entries from index {@code from} on, all of them on disk. */
    List<Entry> page(int from, int limit) throws IOException {
        List<Entry> page;
        long position;
        lock.lock();
        try {
            page = List.copyOf(entries.subList(from, Math.min(entries.size(), from + limit)));
            position = file.position();
        } finally {
            lock.unlock();
        }
        file.awaitDurable(position);
        return page;
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            file.close();
        } finally {
            lock.unlock();
        }
    }
}
