package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.drill.DrillReport;
import dev.headwater.local.drill.DrillReport.Comparison;
import dev.headwater.local.drill.TotalLoss;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The databases can be thrown away: the log brings them back and is not touched by it (I10, I14),
 * and the repository brings the registry back with its ids.
 */
@ExtendWith(FaultPlatform.class)
class DatabaseLossIT {

    private static final int ORDERS = FaultPlatform.either(100, 2_000);

    @Test
    void droppedDatabasesComeBackRowByRowAndNothingIsAppended(LocalPlatform platform)
            throws InterruptedException {
        Shop shop = new Shop(Sites.of(platform));
        OrderLoad load = new OrderLoad(FaultPlatform.urls(platform, "orders"), shop, 40);
        try (load) {
            load.proceed(ORDERS);
        }
        Verdict.on("before the databases are dropped", 0, Sites.of(platform), shop, load);
        DrillReport report =
                new TotalLoss(
                                () -> PlatformState.read(platform.directory()).orElseThrow(),
                                SchemaPack.load(),
                                line -> System.out.println("drill: " + line))
                        .run();
        List<Comparison> different =
                report.tables().stream().filter(each -> !each.isEqual()).toList();
        System.out.printf(
                "headwater-test: databases dropped: faults %d, projections %d, equal %d, schemas %d,"
                        + " records appended %d, gateway calls %d, restored in %d s%n",
                PlatformPlan.SERVICES.size() + 1,
                report.tables().size(),
                report.tables().size() - different.size(),
                report.schemas(),
                report.appended(),
                report.gatewayCalls(),
                report.restored().toSeconds());
        assertTrue(report.tables().size() >= PlatformPlan.SERVICES.size(), report::toString);
        assertEquals(List.of(), different);
        assertEquals(0, report.appended(), "records appended");
        assertEquals(0, report.gatewayCalls(), "calls of the gateway");
        assertEquals(SchemaPack.load().all().size(), report.schemas(), "schemas restored");
        assertTrue(report.isClean());
    }
}
