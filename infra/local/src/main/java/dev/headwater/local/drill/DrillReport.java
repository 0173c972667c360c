package dev.headwater.local.drill;

import java.time.Duration;
import java.util.List;

/**
 * What a loss of all databases came to.
 *
 * @param tables one per projection
 * @param schemas how many schema versions the registry has again, under the ids of the repository
 * @param appended records that topics have more than before: 0 on a platform at rest
 * @param gatewayCalls entries that the gateway's ledger has more than before
 * @param ready from the first drop until every process was ready
 * @param restored from the first drop until every event was folded
 */
public record DrillReport(
        List<Comparison> tables,
        int schemas,
        long appended,
        long gatewayCalls,
        Duration ready,
        Duration restored) {

    /**
     * A table before and after.
     *
     * @param projection {@code service/name}
     * @param before checksum
     * @param after checksum
     */
    public record Comparison(
            String projection, long rowsBefore, long rowsAfter, String before, String after) {

        public boolean isEqual() {
            return rowsBefore == rowsAfter && before.equals(after);
        }
    }

    public DrillReport {
        tables = List.copyOf(tables);
    }

    /** Whether all came back, and nothing happened outside. */
    public boolean isClean() {
        return appended == 0 && gatewayCalls == 0 && tables.stream().allMatch(Comparison::isEqual);
    }
}
