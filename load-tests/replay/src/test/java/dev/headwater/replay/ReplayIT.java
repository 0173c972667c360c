package dev.headwater.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.broker.Directories;
import dev.headwater.broker.KafkaFixture;
import dev.headwater.broker.Wait;
import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.client.ServiceClient;
import dev.headwater.local.drill.DrillReport;
import dev.headwater.local.drill.TotalLoss;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A whole platform on a log of many orders: rebuilds that are killed, and the loss of everything.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplayIT {

    private static final boolean FULL = Boolean.getBoolean("headwater.full");
    private static final int ORDERS = 20_000;
    private static final int KILLS = FULL ? 20 : 4;
    private static final long SEED = Long.getLong("headwater.seed", 20_261_127);

    /** Events per second: slow enough to be met at work. */
    private static final long RATE = 25_000;

    private static final Duration REBUILD_ABOUT = Duration.ofSeconds(3);
    private static final List<String> VICTIMS = List.of("payments-1", "postgres", "kafka");

    private final Path directory = Directories.temporary();
    private final Random random = new Random(SEED);
    private LocalPlatform platform;

    @BeforeAll
    void startOnAHistory() throws ExecutionException, InterruptedException {
        platform =
                LocalPlatform.plan()
                        .directory(directory)
                        .freePorts()
                        .environment(
                                "payments",
                                Map.of("HEADWATER_PROJECTION_REBUILD_COMMIT_EVERY", "PT0.5S"))
                        .progress(line -> System.out.println("platform: " + line))
                        .start();
        List<String> services =
                platform.names().stream()
                        .filter(
                                name ->
                                        PlatformPlan.SERVICES.contains(
                                                name.replaceAll("-\\d+$", "")))
                        .toList();
        services.forEach(platform::stop);
        long events;
        try (KafkaFixture kafka = new KafkaFixture(platform.bootstrapServers())) {
            events = new OrderHistory(kafka.log()).write(ORDERS);
        }
        int moved = GroupOffsets.toTheEnd(platform.bootstrapServers());
        services.forEach(platform::start);
        platform.awaitReady(Duration.ofMinutes(2));
        for (String service : PlatformPlan.SERVICES) {
            Wait.until(service + " has folded it all", () -> lag(service) == 0);
        }
        System.out.printf(
                "headwater-test: history: %,d orders, %,d events written, %d group partitions moved%n",
                ORDERS, events, moved);
    }

    private long lag(String service) {
        JsonNode items = client(service).get("/admin/projections").body().path("items");
        long lag = items.isEmpty() ? Long.MAX_VALUE : 0;
        for (JsonNode item : items) {
            lag += item.path("lag").asLong(Long.MAX_VALUE / 8);
        }
        return lag;
    }

    private ServiceClient client(String service) {
        return ServiceClient.of(state(), service);
    }

    private PlatformState state() {
        return PlatformState.read(platform.directory()).orElseThrow();
    }

    @Test
    @Order(1)
    void aKilledRebuildGoesOnAndReadersSeeAllRowsAllTheTime() {
        Map<TopicPartition, Long> before = ends();
        int unavailable = 0;
        int reads = 0;
        Map<String, Integer> kills = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            String victim = VICTIMS.get(kill % VICTIMS.size());
            kills.merge(victim, 1, Integer::sum);
            try (TableReader reader =
                    new TableReader(
                            platform.jdbcUrl("payments"), "payments", "payment_view", ORDERS)) {
                rebuildUnder(victim);
                reads += reader.reads.get();
                assertEquals(0, reader.wrong.get(), "reads that saw another number of rows");
                if (victim.equals("postgres")) {
                    unavailable += reader.failed.get();
                } else {
                    assertEquals(0, reader.failed.get(), "reads that failed without " + victim);
                }
            }
        }
        System.out.printf(
                "headwater-test: rebuilds killed (seed %d): faults %d %s, rebuilds %d of %,d events, all succeeded"
                        + " with equal checksums, reads %,d, wrong 0, refused while PostgreSQL was away %,d,"
                        + " records appended %d, lost 0, duplicated 0, in conflict 0%n",
                SEED, KILLS, kills, KILLS, 4 * ORDERS, reads, unavailable, appended(before));
        assertEquals(0, appended(before), "records appended");
    }

    private void rebuildUnder(String victim) {
        String path = "/admin/projections/payment_view/rebuilds";
        ServiceClient.Reply started = client("payments").post(path, null, Map.of("maxRate", RATE));
        assertEquals(202, started.status(), started::describe);
        String id = started.body().path("id").asText();
        Wait.pass(Duration.ofMillis(random.nextLong(REBUILD_ABOUT.toMillis())));
        platform.kill9(victim);
        platform.awaitReady(Duration.ofMinutes(2));
        Wait.until("rebuild " + id + " ends", () -> ended(path + "/" + id));
        JsonNode job = client("payments").get(path + "/" + id).body();
        assertEquals("SUCCEEDED", job.path("status").asText(), job::toString);
        assertEquals(ORDERS, job.path("rows").asLong(), job::toString);
        assertEquals(
                job.path("checksumBefore").asText(),
                job.path("checksumAfter").asText(),
                job::toString);
    }

    private boolean ended(String path) {
        ServiceClient.Reply reply = client("payments").get(path);
        String status = reply.body().path("status").asText();
        return reply.status() == 200 && !status.equals("RUNNING");
    }

    private Map<TopicPartition, Long> ends() {
        return dev.headwater.local.drill.LogEnds.of(platform.bootstrapServers());
    }

    private long appended(Map<TopicPartition, Long> before) {
        return ends().entrySet().stream()
                .mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
                .sum();
    }

    @Test
    @Order(2)
    void everyDatabaseIsLostAndComesBack() {
        DrillReport report =
                new TotalLoss(
                                this::state,
                                SchemaPack.load(),
                                line -> System.out.println("drill: " + line))
                        .run();
        long rows = report.tables().stream().mapToLong(DrillReport.Comparison::rowsAfter).sum();
        System.out.printf(
                "headwater-test: total loss on %,d orders: projections %d, rows %,d, all equal, schemas %d,"
                        + " records appended %d, gateway calls %d, ready after %d s, restored in %d s%n",
                ORDERS,
                report.tables().size(),
                rows,
                report.schemas(),
                report.appended(),
                report.gatewayCalls(),
                report.ready().toSeconds(),
                report.restored().toSeconds());
        assertTrue(report.isClean(), report::toString);
        assertTrue(rows >= 3L * ORDERS, report::toString);
    }

    @AfterAll
    void stop() {
        if (platform != null) {
            platform.close();
            Directories.keepLogs(platform.directory().logs(), "replay");
        }
        Directories.delete(directory);
    }
}
