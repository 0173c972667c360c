package dev.headwater.runtime.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.testkit.log.FakeLog;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replay that cannot go on says so, for as long as it cannot. */
class ReplayWaitTest {

    private static final long WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final AtomicLong millis = new AtomicLong();
    private final FakeLog log =
            new FakeLog(1, () -> Instant.ofEpochMilli(millis.addAndGet(1)), false);

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aTransactionThatNobodyEndsIsNamedUntilItEnds() throws InterruptedException {
        Runnable end = log.openTransaction("bank.events", 0);
        Replica replica =
                new Replica(
                        log,
                        () -> Instant.ofEpochMilli(millis.addAndGet(1)),
                        new Replica.Settings(100),
                        1);
        while (replica.running.isEmpty()) {
            replica.ownership.poll();
        }
        replica.ownership.poll();
        PartitionOwner owner = replica.running.getFirst();
        Thread stepping = Thread.ofVirtual().start(owner::step);
        await(() -> owner.status().reason() != null);
        assertEquals(Phase.REPLAYING, owner.status().phase());
        String reason = String.valueOf(owner.status().reason());
        assertTrue(reason.contains("bank.events partition 0"), reason);
        assertTrue(reason.contains("kafka-transactions.sh"), reason);
        end.run();
        stepping.join();
        assertEquals(Phase.LIVE, owner.status().phase());
        assertEquals(null, owner.status().reason());
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        long deadline = System.nanoTime() + WAIT_NANOS;
        while (!condition.holds()) {
            assertTrue(System.nanoTime() < deadline, "in time");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
