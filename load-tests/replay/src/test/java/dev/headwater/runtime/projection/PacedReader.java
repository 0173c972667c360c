package dev.headwater.runtime.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Looks rows up by key at a constant rate; latency counts from the moment that each was due. */
final class PacedReader implements AutoCloseable {

    private static final int MAX = 1_000_000;

    private final long[] nanos = new long[MAX];
    private final Thread thread;
    private volatile int count;
    private final AtomicInteger errors = new AtomicInteger();
    private volatile boolean going = true;

    PacedReader(ReadSide side, String table, int rows, int perSecond) {
        // A thread of the system's: readers are other processes, and do not queue for our carriers.
        thread = Thread.ofPlatform().name("reader").start(() -> read(side, table, rows, perSecond));
    }

    private void read(ReadSide side, String table, int rows, int perSecond) {
        String sql = "select * from %s where order_id = ?".formatted(table);
        long due = System.nanoTime();
        try (Connection connection = side.source.getConnection()) {
            for (int i = 0; going && i < MAX; i++) {
                due += 1_000_000_000L / perSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                try (PreparedStatement select = connection.prepareStatement(sql)) {
                    select.setString(1, "history-" + (i * 7919L) % rows);
                    if (!select.executeQuery().next()) {
                        errors.incrementAndGet();
                    }
                } catch (SQLException _) {
                    errors.incrementAndGet();
                }
                nanos[i] = System.nanoTime() - due;
                count = i + 1;
            }
        } catch (SQLException _) {
            errors.incrementAndGet();
        }
    }

    int count() {
        return count;
    }

    /** Lookups that failed or found no row. */
    int errors() {
        return errors.get();
    }

    /** [ms] */
    double p99() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * 0.99)] / 1e6;
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends it, so that its figures are final. */
    void stop() {
        going = false;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
