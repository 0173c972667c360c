package dev.headwater.runtime.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild, a rollback, a verification or a side table and how far it is.
 *
 * @param id UUID
 * @param kind which of them
 * @param projection its name
 * @param phase what it does now, for people
 * @param eventsDone events folded so far
 * @param eventsTotal events that it will have been, estimated from the offsets ahead
 * @param ratePerSecond events folded per second since the start
 * @param etaSeconds seconds left at this rate, or null
 * @param rows rows of the folded table, once known
 * @param checksumBefore of the table that readers see (a rebuild's: saw), once known
 * @param checksumAfter of the table folded from the log, once known
 * @param differences keys of rows that differ, at most 100; of verifications
 * @param reason why it failed, or null
 */
public record JobStatus(
        String id,
        Kind kind,
        String projection,
        State status,
        String phase,
        long eventsDone,
        long eventsTotal,
        long ratePerSecond,
        @Nullable Long etaSeconds,
        @Nullable Long rows,
        @Nullable String checksumBefore,
        @Nullable String checksumAfter,
        List<String> differences,
        @Nullable String reason) {

    public enum Kind {
        REBUILD,
        /** Back to the table before the last rebuild, after it has caught up. */
        ROLLBACK,
        VERIFICATION,
        /** A table beside the live ones, for analysis. */
        SIDE_TABLE
    }

    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    JobStatus ended(State how, @Nullable String why) {
        return new JobStatus(
                id,
                kind,
                projection,
                how,
                phase,
                eventsDone,
                eventsTotal,
                ratePerSecond,
                null,
                rows,
                checksumBefore,
                checksumAfter,
                differences,
                why);
    }
}
