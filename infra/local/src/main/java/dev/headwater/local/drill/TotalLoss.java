package dev.headwater.local.drill;

import dev.headwater.contracts.SchemaPack;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.client.ServiceClient;
import dev.headwater.local.drill.DrillReport.Comparison;
import dev.headwater.local.drill.Tables.Table;
import dev.headwater.local.provision.Provisioning;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * The drill that a platform on the log has to survive: every database is dropped, those of the
 * services and the registry's, and their processes are killed. Topics bring the tables back, the
 * repository's contracts the registry, under the same ids. The platform should be at rest, or what
 * comes in meanwhile makes the tables differ.
 */
public final class TotalLoss {

    private static final String REGISTRY = "registry";
    private static final String GATEWAY = "gateway";

    private final Supplier<PlatformState> platform;
    private final SchemaPack schemas;
    private final Consumer<String> progress;

    /**
     * @param platform tells the running platform as it is now
     * @param progress gets a line for each step
     */
    public TotalLoss(
            Supplier<PlatformState> platform, SchemaPack schemas, Consumer<String> progress) {
        this.platform = platform;
        this.schemas = schemas;
        this.progress = progress;
    }

    /**
     * Blocks until all is back, minutes for a large log.
     *
     * @throws PlatformException when something does not come back; the drill can be run again
     */
    public DrillReport run() {
        Map<String, Table> before = new Tables(platform.get()).caughtUp(_ -> {});
        Map<TopicPartition, Long> ends = ends();
        long ledger = ledgerEntries();
        long rows = before.values().stream().mapToLong(Table::rows).sum();
        progress.accept("%,d rows in %d tables, all caught up".formatted(rows, before.size()));

        long began = System.nanoTime();
        int registered = dropAndRestart();
        Duration ready = since(began);
        progress.accept("everything runs again after %.1f s".formatted(seconds(ready)));
        Map<String, Table> after = new Tables(platform.get()).caughtUp(this::left);
        Duration restored = since(began);
        return new DrillReport(
                compare(before, after),
                registered,
                appended(ends),
                ledgerEntries() - ledger,
                ready,
                restored);
    }

    /** The registry first: a service that meets an empty one takes it for a foreign one. */
    private int dropAndRestart() {
        EmptyDatabases databases = new EmptyDatabases(platform);
        databases.awaitReady(databases.recreate(List.of(REGISTRY)));
        int registered =
                Provisioning.register(platform.get().urls().getOrDefault(REGISTRY, ""), schemas);
        progress.accept(
                "dropped the registry's database; it has its %d schemas again"
                        .formatted(registered));
        List<PlatformState.Entry> killed = databases.recreate(services());
        progress.accept("dropped the databases of " + String.join(", ", services()));
        databases.awaitReady(killed);
        return registered;
    }

    private List<String> services() {
        List<PlatformState.Entry> processes = platform.get().processes();
        return PlatformPlan.SERVICES.stream()
                .filter(name -> processes.stream().anyMatch(each -> each.name().equals(name)))
                .toList();
    }

    private void left(long events) {
        if (events > 0) {
            progress.accept("%,d events to fold".formatted(events));
        }
    }

    private static List<Comparison> compare(Map<String, Table> before, Map<String, Table> after) {
        Table nothing = new Table(0, 0, "");
        return before.entrySet().stream()
                .map(
                        each -> {
                            Table was = each.getValue();
                            Table is = after.getOrDefault(each.getKey(), nothing);
                            return new Comparison(
                                    each.getKey(),
                                    was.rows(),
                                    is.rows(),
                                    was.checksum(),
                                    is.checksum());
                        })
                .toList();
    }

    private long appended(Map<TopicPartition, Long> before) {
        return ends().entrySet().stream()
                .mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
                .sum();
    }

    private Map<TopicPartition, Long> ends() {
        return LogEnds.of(platform.get().urls().getOrDefault("kafka", ""));
    }

    private long ledgerEntries() {
        boolean runs =
                platform.get().processes().stream().anyMatch(each -> each.name().equals(GATEWAY));
        return runs
                ? ServiceClient.of(platform.get(), GATEWAY)
                        .get("/ledger")
                        .body()
                        .path("entries")
                        .size()
                : 0;
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
