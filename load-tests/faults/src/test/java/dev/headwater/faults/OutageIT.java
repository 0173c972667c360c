package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.broker.Wait;
import dev.headwater.local.LocalPlatform;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is not ours goes away under load, and our services recover without being restarted. */
@ExtendWith(FaultPlatform.class)
class OutageIT {

    private static final int BROKER_KILLS = FaultPlatform.either(1, 3);
    private static final Duration POSTGRES_AWAY = Duration.ofSeconds(FaultPlatform.either(10, 30));
    private static final Duration REGISTRY_AWAY = Duration.ofSeconds(FaultPlatform.either(10, 60));
    private static final int PER_SECOND = FaultPlatform.either(5, 20);
    private static final int BEFORE_AND_AFTER = FaultPlatform.either(10, 100);

    private final LocalPlatform platform;
    private final Map<String, Long> pids = new TreeMap<>();

    OutageIT(LocalPlatform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void rememberOurProcesses() {
        pids.putAll(ours());
    }

    @AfterEach
    void noneOfOursWasRestarted() {
        assertEquals(pids, ours());
    }

    private Map<String, Long> ours() {
        Map<String, Long> found = new TreeMap<>();
        platform.names().stream()
                .filter(name -> name.matches("(orders|payments|inventory)-\\d"))
                .forEach(name -> found.put(name, platform.pid(name)));
        return found;
    }

    @Test
    void theBrokerIsKilledAndNothingAcknowledgedIsLost() throws InterruptedException {
        Shop shop = new Shop(Sites.of(platform));
        OrderLoad load = load(shop);
        try (load) {
            for (int i = 0; i < BROKER_KILLS; i++) {
                load.proceed(BEFORE_AND_AFTER);
                platform.kill9("kafka");
                platform.awaitReady("kafka", FaultPlatform.READY_MAX);
            }
            load.proceed(BEFORE_AND_AFTER);
        }
        Verdict.on("kill -9 of the broker", BROKER_KILLS, Sites.of(platform), shop, load);
    }

    @Test
    void ordersArePlacedWhilePostgresIsAway() throws InterruptedException {
        Shop shop = new Shop(Sites.of(platform));
        OrderLoad load = load(shop);
        try (load) {
            load.proceed(BEFORE_AND_AFTER);
            awayFor("postgres", POSTGRES_AWAY, load, () -> {});
            load.proceed(BEFORE_AND_AFTER);
        }
        Verdict.on("postgres away", 1, Sites.of(platform), shop, load);
    }

    /**
     * Orders are placed on, and a process that never spoke with the registry starts from the
     * schemas that it carries.
     */
    @Test
    void withoutARegistryOrdersArePlacedAndAReplicaStartsCold() throws InterruptedException {
        String cold = "orders-2";
        Shop shop = new Shop(Sites.of(platform));
        OrderLoad load = load(shop);
        try (load) {
            load.proceed(BEFORE_AND_AFTER);
            awayFor(
                    "registry",
                    REGISTRY_AWAY,
                    load,
                    () -> {
                        platform.kill9(cold);
                        platform.awaitReady(cold, FaultPlatform.READY_MAX);
                        pids.put(cold, platform.pid(cold));
                    });
            load.proceed(BEFORE_AND_AFTER);
        }
        Verdict.on("registry away, a replica starts cold", 2, Sites.of(platform), shop, load);
    }

    /** Commands need neither: at least a quarter of what comes in then is acknowledged then. */
    private void awayFor(String name, Duration duration, OrderLoad load, Runnable meanwhile) {
        platform.stop(name);
        int before = load.history().acknowledged();
        Wait.pass(duration);
        int during = load.history().acknowledged() - before;
        meanwhile.run();
        platform.start(name);
        platform.awaitReady(name, FaultPlatform.READY_MAX);
        long expected = duration.toSeconds() * PER_SECOND / 4;
        System.out.printf(
                "%s away for %d s: %d orders acknowledged%n", name, duration.toSeconds(), during);
        assertTrue(during >= expected, () -> "only " + during + " while " + name + " was away");
    }

    private OrderLoad load(Shop shop) {
        return new OrderLoad(FaultPlatform.urls(platform, "orders"), shop, PER_SECOND);
    }
}
