package dev.headwater.local.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformPlan;
import dev.headwater.local.PlatformState;
import dev.headwater.local.client.ServiceClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The tables of all projections of a running platform, as their services tell. */
final class Tables {

    private static final Duration STALLED_AFTER = Duration.ofMinutes(2);

    /**
     * A projection's table.
     *
     * @param lag events that are not in it yet
     * @param checksum of all rows; empty when it was not asked for
     */
    record Table(long rows, long lag, String checksum) {}

    /** Hears how many events are left to fold. */
    interface Progress {
        void left(long events);
    }

    private final PlatformState platform;

    Tables(PlatformState platform) {
        this.platform = platform;
    }

    /**
     * Every projection that runs, by {@code service/name}.
     *
     * @throws PlatformException when a service does not tell
     */
    Map<String, Table> all(boolean checksum) {
        Map<String, Table> tables = new TreeMap<>();
        for (String service : PlatformPlan.SERVICES) {
            if (platform.processes().stream().anyMatch(each -> each.name().equals(service))) {
                ServiceClient client = ServiceClient.of(platform, service);
                ServiceClient.Reply reply = client.get("/admin/projections?checksum=" + checksum);
                if (reply.status() != 200) {
                    throw new PlatformException(
                            service + " does not tell its projections: " + reply.describe());
                }
                for (JsonNode each : reply.body().path("items")) {
                    tables.put(service + "/" + each.path("name").asText(), table(each));
                }
            }
        }
        return tables;
    }

    private static Table table(JsonNode projection) {
        return new Table(
                projection.path("rows").asLong(),
                projection.path("lag").asLong(),
                projection.path("checksum").asText(""));
    }

    /**
     * Waits until every projection has folded all there is, then reads the checksums.
     *
     * @throws PlatformException when nothing was folded for two minutes
     */
    Map<String, Table> caughtUp(Progress progress) {
        long best = Long.MAX_VALUE;
        long moved = System.nanoTime();
        while (true) {
            long left = all(false).values().stream().mapToLong(Table::lag).sum();
            progress.left(left);
            if (left == 0) {
                return all(true);
            }
            if (left < best) {
                best = left;
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > STALLED_AFTER.toNanos()) {
                throw new PlatformException(
                        "The projections stand still with %d events to fold: ./headwater status."
                                .formatted(left));
            }
            Pause.aMoment();
        }
    }
}
