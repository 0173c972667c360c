package dev.headwater.replay;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Counts a table's rows again and again, as a reader would look, until it is closed. */
final class TableReader implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(10);

    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final AtomicInteger wrong = new AtomicInteger();
    private final String url;
    private final String user;
    private final String table;
    private final long rows;
    private final Thread thread;
    private volatile boolean going = true;

    /**
     * @param rows what it must see every time
     */
    TableReader(String url, String user, String table, long rows) {
        this.url = url;
        this.user = user;
        this.table = table;
        this.rows = rows;
        this.thread = Thread.ofVirtual().name("reader").start(this::read);
    }

    private void read() {
        while (going) {
            try (Connection connection = DriverManager.getConnection(url, user, user);
                    Statement statement = connection.createStatement()) {
                while (going) {
                    ResultSet found = statement.executeQuery("select count(*) from " + table);
                    found.next();
                    reads.incrementAndGet();
                    if (found.getLong(1) != rows) {
                        wrong.incrementAndGet();
                    }
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            } catch (SQLException _) {
                failed.incrementAndGet();
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public void close() {
        going = false;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
