package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.broker.Wait;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.client.ServiceClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas of orders, between which partitions move: by death, by silence and in order. */
@ExtendWith(FaultPlatform.class)
class PartitionMoveIT {

    private static final int ROUNDS = FaultPlatform.either(1, 4);
    private static final int ORDERS_PER_STEP = FaultPlatform.either(8, 400);
    private static final int PER_SECOND = FaultPlatform.either(5, 30);

    private int faults;

    @Test
    void ownersComeAndGoAndNoOrderIsLostOrPlacedTwice(LocalPlatform platform)
            throws InterruptedException {
        Shop shop = new Shop(Sites.of(platform));
        OrderLoad load = new OrderLoad(FaultPlatform.urls(platform, "orders"), shop, PER_SECOND);
        try (load) {
            for (int round = 0; round < ROUNDS; round++) {
                load.proceed(ORDERS_PER_STEP);
                kill(platform);
                awaitShared(platform);
                load.proceed(ORDERS_PER_STEP);
                freeze(platform);
                awaitShared(platform);
                load.proceed(ORDERS_PER_STEP);
                restart(platform);
                awaitShared(platform);
            }
            load.proceed(ORDERS_PER_STEP);
        }
        Verdict.on("two replicas, partitions move", faults, Sites.of(platform), shop, load);
    }

    /** Gone for longer than its session: it would be back before, and get its partitions again. */
    private void kill(LocalPlatform platform) {
        platform.kill9("orders-1");
        platform.stop("orders-1");
        faults++;
        awaitOwned(platform, "orders-2", 6);
        platform.start("orders-1");
        platform.awaitReady("orders-1", FaultPlatform.READY_MAX);
    }

    /** Silent beyond its session: the other takes over, and the sleeper wakes up fenced. */
    private void freeze(LocalPlatform platform) {
        platform.freeze("orders-2");
        try {
            faults++;
            awaitOwned(platform, "orders-1", 6);
        } finally {
            platform.thaw("orders-2");
        }
    }

    private void restart(LocalPlatform platform) {
        platform.stop("orders-1");
        faults++;
        awaitOwned(platform, "orders-2", 6);
        platform.start("orders-1");
        platform.awaitReady("orders-1", FaultPlatform.READY_MAX);
    }

    private static void awaitShared(LocalPlatform platform) {
        awaitOwned(platform, "orders-1", 3);
        awaitOwned(platform, "orders-2", 3);
    }

    private static void awaitOwned(LocalPlatform platform, String replica, int count) {
        ServiceClient client = new ServiceClient("orders", List.of(platform.url(replica)));
        Wait.until(
                replica + " owns " + count + " partitions",
                () -> {
                    ServiceClient.Reply reply = client.get("/admin/partitions");
                    assertEquals(200, reply.status());
                    int live = 0;
                    for (var each : reply.body().findValues("phase")) {
                        live += each.asText().equals("LIVE") ? 1 : 0;
                    }
                    return live == count;
                });
    }
}
