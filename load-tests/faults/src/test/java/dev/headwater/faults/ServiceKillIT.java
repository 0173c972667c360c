package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.headwater.local.LocalPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9} of each service's only process, in turn, while orders come in. */
@ExtendWith(FaultPlatform.class)
class ServiceKillIT {

    private static final int ORDERS = FaultPlatform.either(48, 5_000);
    private static final int KILLS = FaultPlatform.either(3, 10);
    private static final int PER_SECOND = FaultPlatform.either(5, 30);
    private static final List<String> VICTIMS = List.of("orders-1", "payments-1", "inventory-1");

    @Test
    void whateverDiesEveryOrderEndsAndNoAcknowledgementIsLost(LocalPlatform platform)
            throws InterruptedException {
        Shop shop = new Shop(Sites.of(platform));
        platform.stop("orders-2");
        OrderLoad load = new OrderLoad(List.of(platform.url("orders-1")), shop, PER_SECOND);
        try (load) {
            for (int i = 0; i < KILLS; i++) {
                load.proceed(ORDERS / (KILLS + 1));
                kill(platform, VICTIMS.get(i % VICTIMS.size()));
            }
            load.proceed(ORDERS / (KILLS + 1));
        }
        platform.start("orders-2");
        Verdict.on("kill -9 of services", KILLS, Sites.of(platform), shop, load);
    }

    private static void kill(LocalPlatform platform, String name) {
        long pid = platform.pid(name);
        platform.kill9(name);
        platform.awaitReady(name, FaultPlatform.READY_MAX);
        assertNotEquals(pid, platform.pid(name));
    }
}
