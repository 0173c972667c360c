package dev.headwater.local.audit;

import java.util.List;
import java.util.Map;

/**
 * What an audit read and found.
 *
 * @param events events read
 * @param streams streams they belong to
 * @param commands commands with an outcome
 * @param orders orders by how they ended, {@code IN_FLIGHT} for those that have not
 * @param confirmedMinor sum of confirmed totals [minor units, all currencies]
 * @param capturedMinor sum captured
 * @param refundedMinor sum refunded
 * @param receivedPieces stock received
 * @param shippedPieces stock shipped
 * @param onHandPieces stock on hand
 * @param ledgerEntries entries of the gateway's ledger that were compared; -1 when it was not asked
 * @param findings promises that are not kept; none is what one hopes for
 */
public record AuditReport(
        long events,
        int streams,
        int commands,
        Map<String, Integer> orders,
        long confirmedMinor,
        long capturedMinor,
        long refundedMinor,
        long receivedPieces,
        long shippedPieces,
        long onHandPieces,
        int ledgerEntries,
        List<Finding> findings) {

    public AuditReport {
        orders = Map.copyOf(orders);
        findings = List.copyOf(findings);
    }

    public boolean isClean() {
        return findings.isEmpty();
    }
}
