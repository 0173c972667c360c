package dev.headwater.local.cli;

import dev.headwater.local.audit.AuditReport;
import dev.headwater.local.audit.Finding;
import java.io.PrintStream;
import java.util.Map;
import java.util.stream.Collectors;

/** An audit's report as people read it. */
final class AuditText {

    private static final int FINDINGS_MAX = 50;

    private AuditText() {}

    static void print(AuditReport report, PrintStream out) {
        String orders =
                report.orders().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(
                                entry ->
                                        entry.getValue()
                                                + " "
                                                + entry.getKey().toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.joining(", "));
        out.printf(
                "log        %,d events in %,d streams, %,d commands with one outcome each%n",
                report.events(), report.streams(), report.commands());
        out.printf("orders     %s%n", orders.isEmpty() ? "none" : orders);
        out.printf(
                "money      confirmed %s, captured %s, refunded %s%n",
                amount(report.confirmedMinor()),
                amount(report.capturedMinor()),
                amount(report.refundedMinor()));
        out.printf(
                "stock      received %,d = on hand %,d + shipped %,d%n",
                report.receivedPieces(), report.onHandPieces(), report.shippedPieces());
        if (report.ledgerEntries() >= 0) {
            out.printf("gateway    %,d ledger entries compared%n", report.ledgerEntries());
        }
        if (report.isClean()) {
            out.println("audit      clean");
            return;
        }
        out.printf("audit      %,d findings%n", report.findings().size());
        for (Finding finding :
                report.findings().subList(0, Math.min(FINDINGS_MAX, report.findings().size()))) {
            out.println("  " + finding);
        }
    }

    private static String amount(long minor) {
        return "%,d.%02d".formatted(minor / 100, minor % 100);
    }
}
