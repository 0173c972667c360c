package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The write path with snapshots and three streams in memory per partition, while PostgreSQL comes,
 * goes, is dropped, and is written to by those who are no owners any more.
 */
class SnapshotSimulationTest {

    private static final int ACCOUNTS = 24;

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 2_000, 3_000})
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void withSnapshotsEachCommandStillHasOneEffectAndNothingIsDecidedOnMissingState(long first) {
        SimulationCounts total = SimulationCounts.NONE;
        int writes = 0;
        int refusals = 0;
        int loads = 0;
        int failures = 0;
        for (long seed = first; seed < first + 25; seed++) {
            SnapshotWorld world = new SnapshotWorld();
            total = total.plus(new Simulation(ACCOUNTS, world).run(seed));
            writes += world.store.writes;
            refusals += world.store.refusals;
            loads += world.store.loads;
            failures += world.store.failures;
        }
        total.print("snapshot simulation: 25 seeds from " + first);
        System.out.printf(
                "snapshot simulation: %d snapshots written, %d refused, %d batches loaded,"
                        + " %d times away%n",
                writes, refusals, loads, failures);
        assertTrue(total.faults() > 100 && total.answered() > 500, "a real run");
        assertTrue(total.repeats() > 10, "a real run");
        assertTrue(writes > 500 && refusals > 5 && loads > 500 && failures > 50, "a real run");
    }
}
