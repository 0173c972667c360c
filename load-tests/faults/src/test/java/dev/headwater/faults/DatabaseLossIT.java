package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.client.ServiceClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The databases can be thrown away: the log brings them back and is not touched by it (I10, I14).
 */
@ExtendWith(FaultPlatform.class)
class DatabaseLossIT {

    private static final int ORDERS = FaultPlatform.either(200, 2_000);

    @Test
    void droppedDatabasesComeBackRowByRowAndNothingIsAppended(LocalPlatform platform)
            throws Exception {
        Shop shop = new Shop(platform);
        OrderLoad load = new OrderLoad(FaultPlatform.urls(platform, "orders"), shop, 40);
        try (load) {
            load.proceed(ORDERS);
        }
        Verdict.on("before the databases are dropped", 0, platform, shop, load);
        Wait.until(
                "all is folded",
                () -> tables(platform, "lag").values().stream().allMatch("0"::equals));
        Map<String, String> before = tables(platform, "checksum");
        assertTrue(before.size() >= PlatformPlan.SERVICES.size(), before::toString);
        Map<String, Long> ends = ends(platform);
        int entries = ledgerEntries(platform);
        for (String service : PlatformPlan.SERVICES) {
            platform.recreateDatabase(service);
        }
        Wait.until("tables as before", () -> tables(platform, "checksum").equals(before));
        assertEquals(ends, ends(platform), "nothing was appended");
        assertEquals(entries, ledgerEntries(platform), "the gateway was not called");
        System.out.printf(
                "headwater-test: databases dropped: faults %d, projections %d, equal %d,"
                        + " records appended 0, gateway calls 0, lost 0, duplicated 0, in conflict 0%n",
                PlatformPlan.SERVICES.size(), before.size(), before.size());
    }

    /** The lag, or rows and checksum, of each projection; none of a service that cannot say. */
    private static Map<String, String> tables(LocalPlatform platform, String field) {
        Map<String, String> tables = new TreeMap<>();
        for (String service : PlatformPlan.SERVICES) {
            ServiceClient client =
                    new ServiceClient(service, List.of(platform.url(service + "-1")));
            ServiceClient.Reply reply = client.get("/admin/projections?checksum=true");
            if (reply.status() == 200) {
                reply.body()
                        .path("items")
                        .forEach(
                                each ->
                                        tables.put(
                                                service + "/" + each.path("name").asText(),
                                                shown(each, field)));
            }
        }
        return tables;
    }

    private static String shown(JsonNode projection, String field) {
        String value = projection.path(field).asText();
        return field.equals("lag") ? value : projection.path("rows").asText() + " " + value;
    }

    private static Map<String, Long> ends(LocalPlatform platform) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            List<String> topics =
                    admin.listTopics().names().get().stream()
                            .filter(name -> !name.startsWith("_"))
                            .toList();
            Map<TopicPartition, OffsetSpec> asked =
                    admin.describeTopics(topics).allTopicNames().get().values().stream()
                            .flatMap(
                                    topic ->
                                            topic.partitions().stream()
                                                    .map(
                                                            each ->
                                                                    new TopicPartition(
                                                                            topic.name(),
                                                                            each.partition())))
                            .collect(Collectors.toMap(each -> each, _ -> OffsetSpec.latest()));
            Map<String, Long> ends = new TreeMap<>();
            admin.listOffsets(asked)
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition.toString(), end.offset()));
            return ends;
        }
    }

    private static int ledgerEntries(LocalPlatform platform) {
        ServiceClient gateway = new ServiceClient("gateway", List.of(platform.url("gateway")));
        return gateway.get("/ledger").body().path("entries").size();
    }
}
