package dev.headwater.testkit.log;

import dev.headwater.runtime.log.LogRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One partition of one topic: records and control records, each taking an offset. */
final class FakePartition {

    enum Fate {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /** The transaction a record was written in; shared by all its records. */
    static final class Transaction {
        Fate fate = Fate.OPEN;
    }

    /**
     * @param record null for a control record
     */
    private record Entry(@Nullable LogRecord record, Transaction transaction) {}

    private final List<Entry> entries = new ArrayList<>();
    private long start;

    long start() {
        return start;
    }

    /** The end as a reader of uncommitted records sees it. */
    long end() {
        return entries.size();
    }

    /** The last stable offset: nothing at or behind it can be read committed yet. */
    long stableEnd() {
        for (int i = (int) start; i < entries.size(); i++) {
            if (entries.get(i).transaction.fate == Fate.OPEN) {
                return i;
            }
        }
        return entries.size();
    }

    void append(LogRecord record, Transaction transaction) {
        entries.add(new Entry(record, transaction));
    }

    /** The marker that ends a transaction. */
    void appendMarker(Transaction transaction) {
        entries.add(new Entry(null, transaction));
    }

    /** Drops what is older, as retention does. */
    void truncateBefore(long offset) {
        start = offset;
    }

    /** At most {@code max} committed records from {@code from}, and where reading goes on. */
    Read read(long from, int max) {
        List<LogRecord> records = new ArrayList<>();
        long next = Math.max(from, start);
        long stable = stableEnd();
        while (next < stable && records.size() < max) {
            Entry entry = entries.get((int) next);
            if (entry.record != null && entry.transaction.fate == Fate.COMMITTED) {
                records.add(entry.record);
            }
            next++;
        }
        return new Read(records, next);
    }

    record Read(List<LogRecord> records, long next) {}
}
