package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.broker.Wait;
import dev.headwater.faults.CampaignReport.Strike;
import dev.headwater.local.LocalPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Faults of all kinds, in an order that a seed decides, on a platform that takes orders; {@code
 * ./headwater campaign} runs it for as long as one likes. The seed decides what happens, not when:
 * the processes are real.
 */
@ExtendWith(FaultPlatform.class)
class CampaignIT {

    private static final Duration LONG =
            Duration.ofSeconds(
                    Integer.getInteger(
                            "headwater.campaign.seconds", FaultPlatform.either(40, 1_200)));
    private static final long SEED =
            Long.getLong("headwater.campaign.seed", ThreadLocalRandom.current().nextInt());
    private static final int PER_SECOND =
            Integer.getInteger("headwater.campaign.rate", FaultPlatform.either(5, 20));
    private static final Path REPORTS =
            Path.of(System.getProperty("headwater.campaign.reports", "target/campaign"));
    private static final int PARTITIONS = 6;

    private final List<Strike> strikes = new ArrayList<>();

    @Test
    void whateverHappensNothingIsLostDuplicatedOrInConflict(LocalPlatform platform, Network network)
            throws InterruptedException, IOException {
        System.out.printf(
                "campaign: %d s of faults, seed %d, %d orders/s%n",
                LONG.toSeconds(), SEED, PER_SECOND);
        Shop shop = new Shop(Sites.of(platform));
        List<String> urls = FaultPlatform.urls(platform, "orders");
        OrderLoad load = new OrderLoad(urls, shop, PER_SECOND);
        CampaignReport report = new CampaignReport(SEED, PER_SECOND, strikes, load.history());
        try (load;
                report;
                PartitionWatch watch = new PartitionWatch(() -> urls, PARTITIONS)) {
            report.watches(watch);
            load.proceed(PER_SECOND);
            strikeUntilItIsOver(platform, network, report);
            load.proceed(PER_SECOND);
        }
        try {
            Verdict.on(
                    "campaign with seed " + SEED, strikes.size(), Sites.of(platform), shop, load);
            report.passed();
        } finally {
            report.write(REPORTS);
        }
        assertTrue(strikes.size() >= 2, () -> "faults: " + strikes);
    }

    private void strikeUntilItIsOver(
            LocalPlatform platform, Network network, CampaignReport report) {
        Random random = new Random(SEED);
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            Fault fault = Fault.next(random);
            double at = report.seconds();
            String victim = fault.strike(platform, network, random);
            strikes.add(new Strike(fault, victim, at, report.seconds()));
            System.out.printf(
                    "campaign: %3.0f s: %s of %s, running again after %.1f s; %d orders%n",
                    at, fault, victim, report.seconds() - at, report.acknowledged());
            Wait.pass(Duration.ofMillis(500 + random.nextInt(3_000)));
        }
    }
}
