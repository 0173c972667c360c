package dev.headwater.faults;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign did and what came of it: {@code report.html} to look at, {@code campaign.jsonl}
 * with a line per run.
 */
final class CampaignReport implements AutoCloseable {

    /**
     * @param at when it struck [s since the start]
     * @param again when what it hit was ready again [s since the start]
     */
    record Strike(Fault fault, String victim, double at, double again) {}

    private static final int WIDTH = 1_000;
    private static final int HEIGHT = 160;

    private final long seed;
    private final int perSecond;
    private final List<Strike> strikes;
    private final History history;
    private final long began = System.nanoTime();
    private final List<Integer> eachSecond = new ArrayList<>();
    private @Nullable PartitionWatch watch;
    private volatile boolean stopping;
    private boolean passed;

    CampaignReport(long seed, int perSecond, List<Strike> strikes, History history) {
        this.seed = seed;
        this.perSecond = perSecond;
        this.strikes = strikes;
        this.history = history;
        Thread.ofVirtual().name("sampler").start(this::sample);
    }

    void watches(PartitionWatch partitions) {
        watch = partitions;
    }

    /** The verdict holds. */
    void passed() {
        passed = true;
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    int acknowledged() {
        return history.acknowledged();
    }

    private void sample() {
        int before = 0;
        while (!stopping) {
            LockSupport.parkNanos(1_000_000_000L);
            int now = history.acknowledged();
            synchronized (eachSecond) {
                eachSecond.add(now - before);
            }
            before = now;
        }
    }

    @Override
    public void close() {
        stopping = true;
    }

    private List<Long> outages() {
        return watch == null ? List.of() : watch.outages().stream().sorted().toList();
    }

    private static long quantile(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1L, (long) (sorted.size() * share)));
    }

    /** Writes the page and appends the line. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Map<String, Object> line = line();
        Files.writeString(directory.resolve("report.html"), html(line));
        String json = JsonMapper.builder().build().writeValueAsString(line);
        Files.writeString(
                directory.resolve("campaign.jsonl"),
                json + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        System.out.println("campaign: " + json);
        System.out.println(
                "campaign: report in " + directory.toAbsolutePath().resolve("report.html"));
    }

    private Map<String, Object> line() {
        Map<Fault, Integer> kinds = new EnumMap<>(Fault.class);
        strikes.forEach(each -> kinds.merge(each.fault(), 1, Integer::sum));
        List<Long> outages = outages();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("seed", seed);
        line.put("seconds", Math.round(seconds()));
        line.put("ordersPerSecond", perSecond);
        line.put("faults", strikes.size());
        line.put("byKind", kinds);
        line.put("operations", history.operations());
        line.put("tries", history.tries());
        line.put("unknown", history.unknown());
        line.put("acknowledged", history.acknowledged());
        line.put("partitionOutages", outages.size());
        line.put("partitionOutageMillisP50", quantile(outages, 0.5));
        line.put("partitionOutageMillisMax", quantile(outages, 1));
        line.put("verdict", passed ? "lost 0, duplicated 0, in conflict 0" : "failed");
        return line;
    }

    private String html(Map<String, Object> line) {
        StringBuilder rows = new StringBuilder();
        for (Strike each : strikes) {
            rows.append(
                    String.format(
                            Locale.ROOT,
                            "<tr><td>%.1f</td><td>%s</td><td>%s</td><td>%.1f</td></tr>%n",
                            each.at(),
                            each.fault(),
                            each.victim(),
                            each.again() - each.at()));
        }
        StringBuilder counts = new StringBuilder();
        line.forEach(
                (name, value) ->
                        counts.append("<tr><td>%s</td><td>%s</td></tr>%n".formatted(name, value)));
        return """
        <!doctype html><meta charset="utf-8"><title>Headwater: campaign %d</title>
        <style>body{font:15px system-ui;margin:2em;max-width:1040px}table{border-collapse:collapse}
        td,th{padding:2px 12px 2px 0;text-align:left;border-bottom:1px solid #ddd}svg{background:#fafafa}</style>
        <h1>Fault campaign, seed %d</h1>
        <p>Orders acknowledged in each second; bars in red are faults, from the strike until what was hit was ready.</p>
        %s
        <h2>Counts</h2><table>%s</table>
        <h2>Faults</h2><table><tr><th>at [s]</th><th>fault</th><th>of</th><th>ready after [s]</th></tr>%s</table>
        """
                .formatted(seed, seed, svg(), counts, rows);
    }

    private String svg() {
        List<Integer> rates;
        synchronized (eachSecond) {
            rates = List.copyOf(eachSecond);
        }
        double all = Math.max(1, rates.size());
        int most = Math.max(1, rates.stream().mapToInt(Integer::intValue).max().orElse(1));
        StringBuilder svg =
                new StringBuilder(
                        "<svg viewBox='0 0 %d %d' width='%d' height='%d'>"
                                .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        for (Strike each : strikes) {
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x='%.1f' y='0' width='%.1f' height='%d' fill='#d33' opacity='.25'>"
                                    + "<title>%s of %s</title></rect>",
                            each.at() / all * WIDTH,
                            Math.max(1, (each.again() - each.at()) / all * WIDTH),
                            HEIGHT,
                            each.fault(),
                            each.victim()));
        }
        StringBuilder points = new StringBuilder();
        for (int second = 0; second < rates.size(); second++) {
            points.append(
                    String.format(
                            Locale.ROOT,
                            "%.1f,%.1f ",
                            (second + 0.5) / all * WIDTH,
                            HEIGHT - rates.get(second) / (double) most * (HEIGHT - 10)));
        }
        return svg.append(
                        "<polyline fill='none' stroke='#136' stroke-width='1.5' points='%s'/>"
                                .formatted(points))
                .append("<text x='4' y='14' font-size='12'>%d/s</text></svg>".formatted(most))
                .toString();
    }
}
