package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.broker.Directories;
import dev.headwater.broker.PreviousRelease;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.Repository;
import dev.headwater.local.client.ServiceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Yesterday's services and today's on one log, at once and under load: replicas are exchanged one
 * by one, forwards and back, and in the long form forwards again.
 */
@Order(1)
class RollingUpgradeIT {

    private static final int ROUNDS = FaultPlatform.either(1, 3);
    private static final int REPLICAS = 2;

    /** How many replicas of each service an upgrade reaches before it is taken back. */
    private static final int REACHED = FaultPlatform.either(1, REPLICAS);

    /** How many the last upgrade reaches. */
    private static final int KEPT = FaultPlatform.either(0, REPLICAS);

    /** Which have two replicas, and are taken back. */
    private static final List<String> TAKEN_BACK =
            FaultPlatform.FULL ? PlatformPlan.SERVICES : List.of("orders");

    private static final int ORDERS_PER_STEP = FaultPlatform.either(5, 100);
    private static final int PER_SECOND = FaultPlatform.either(4, 20);

    private final Path today = Repository.find().root();
    private int exchanges;

    @Test
    void replicasAreExchangedOneByOneAndNobodyNotices() throws IOException, InterruptedException {
        PreviousRelease previous = PreviousRelease.built();
        Path directory = Directories.temporary();
        try (LocalPlatform platform = start(directory, previous)) {
            Shop shop = new Shop(Sites.of(platform));
            OrderLoad load =
                    new OrderLoad(FaultPlatform.urls(platform, "orders"), shop, PER_SECOND);
            try (load) {
                load.proceed(ORDERS_PER_STEP);
                for (int round = 1; round <= ROUNDS; round++) {
                    exchange(platform, today, PlatformPlan.SERVICES, REACHED, load);
                    exchange(platform, previous.checkout(), TAKEN_BACK, REACHED, load);
                }
                exchange(platform, today, PlatformPlan.SERVICES, KEPT, load);
            }
            int parked = parked(platform);
            System.out.printf(
                    "headwater-test: rolling upgrade from %s and back: %d replicas exchanged,"
                            + " errors %d, parked streams %d%n",
                    previous.commit(), exchanges, load.history().refusals().size(), parked);
            assertEquals(List.of(), load.history().refusals(), "errors");
            assertEquals(0, parked, "parked streams");
            Verdict.on("two releases on one log", exchanges, Sites.of(platform), shop, load);
        } finally {
            Directories.keepLogs(directory.resolve("logs"), "upgrade");
            Directories.delete(directory);
        }
    }

    private static LocalPlatform start(Path directory, PreviousRelease previous) {
        PlatformPlan plan =
                LocalPlatform.plan()
                        .directory(directory)
                        .freePorts()
                        .servicesFrom(previous.checkout())
                        .progress(line -> System.out.println("upgrade: " + line));
        TAKEN_BACK.forEach(service -> plan.replicas(service, REPLICAS));
        return plan.start();
    }

    /**
     * One replica of each service, then the next: releases are mixed within and across services.
     */
    private void exchange(
            LocalPlatform platform,
            Path checkout,
            List<String> services,
            int replicas,
            OrderLoad load)
            throws InterruptedException {
        for (int replica = 1; replica <= replicas; replica++) {
            for (String service : services) {
                platform.startFrom(checkout, service, replica);
                platform.awaitReady(service + "-" + replica, FaultPlatform.READY_MAX);
                exchanges++;
                load.proceed(ORDERS_PER_STEP);
            }
        }
    }

    private static int parked(LocalPlatform platform) {
        int parked = 0;
        for (String service : PlatformPlan.SERVICES) {
            for (String url : FaultPlatform.urls(platform, service)) {
                ServiceClient.Reply reply =
                        new ServiceClient(service, List.of(url)).get("/admin/dead-letters");
                assertEquals(200, reply.status(), reply::describe);
                parked += reply.body().path("items").size();
            }
        }
        return parked;
    }
}
