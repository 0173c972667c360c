package dev.headwater.local.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.contracts.gate.Contract;
import dev.headwater.local.drill.DrillReport;
import dev.headwater.local.drill.DrillReport.Comparison;
import dev.headwater.local.drill.TotalLoss;
import java.io.Console;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Drops every database and brings everything back from topics and contracts. */
@Command(
        name = "total-loss",
        mixinStandardHelpOptions = true,
        description = {
            "Drops the databases of all services and of the registry, kills their processes, and restores everything",
            "from the topics and the contracts of this repository; compares checksums and prints the time.",
            "Uses the running platform, which should be at rest. Exits 1 when anything differs."
        })
final class TotalLossCommand implements Callable<Integer> {

    @Option(names = "--yes", description = "Does not ask. Only a terminal is asked anyway.")
    private boolean yes;

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    private long lastLine;

    @Override
    public Integer call() {
        Checkout checkout = new Checkout();
        checkout.running();
        if (!yes && !json && !confirmed()) {
            System.out.println("Nothing was dropped.");
            return 1;
        }
        TotalLoss drill =
                new TotalLoss(
                        checkout::running,
                        Contract.pack(checkout.repository().root()),
                        this::progress);
        DrillReport report = drill.run();
        if (json) {
            System.out.println(asJson(report));
        } else {
            print(report);
        }
        return report.isClean() ? 0 : 1;
    }

    /** Asks on a terminal; in a pipe nobody could answer. */
    private static boolean confirmed() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return true;
        }
        String answer =
                console.readLine(
                        "This drops every database of the running platform. Go on? [y/N] ");
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }

    /** Counts that change all the time are told every two seconds. */
    private void progress(String line) {
        boolean count = line.endsWith("to fold");
        if (json || (count && System.nanoTime() - lastLine < 2_000_000_000L)) {
            return;
        }
        lastLine = System.nanoTime();
        System.out.println(line);
    }

    private static void print(DrillReport report) {
        System.out.printf("%n%-28s %10s %10s  %s%n", "projection", "before", "after", "checksum");
        for (Comparison each : report.tables()) {
            System.out.printf(
                    "%-28s %,10d %,10d  %s%n",
                    each.projection(),
                    each.rowsBefore(),
                    each.rowsAfter(),
                    each.isEqual()
                            ? each.after() + "  equal"
                            : each.before() + " before, " + each.after() + " after  DIFFERENT");
        }
        System.out.printf(
                "%nrecords appended meanwhile %d, gateway calls %d, schemas under their ids %d%n",
                report.appended(), report.gatewayCalls(), report.schemas());
        System.out.printf(
                "%s: ready after %s, all events folded after %s%n",
                report.isClean() ? "restored" : "NOT restored: see above",
                seconds(report.ready()),
                seconds(report.restored()));
    }

    private static ObjectNode asJson(DrillReport report) {
        ObjectNode root = JsonMapper.builder().build().createObjectNode();
        root.put("restored", report.isClean());
        root.put("schemas", report.schemas());
        root.put("recordsAppended", report.appended());
        root.put("gatewayCalls", report.gatewayCalls());
        root.put("readySeconds", report.ready().toMillis() / 1_000.0);
        root.put("restoredSeconds", report.restored().toMillis() / 1_000.0);
        for (Comparison each : report.tables()) {
            root.withArray("tables")
                    .addObject()
                    .put("projection", each.projection())
                    .put("rowsBefore", each.rowsBefore())
                    .put("rowsAfter", each.rowsAfter())
                    .put("checksumBefore", each.before())
                    .put("checksumAfter", each.after())
                    .put("equal", each.isEqual());
        }
        return root;
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1_000.0);
    }
}
