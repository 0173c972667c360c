package dev.headwater.local.cli;

import dev.headwater.local.LocalPlatform;
import dev.headwater.local.PlatformDirectory;
import dev.headwater.local.bench.LoadResult;
import dev.headwater.local.bench.OpenLoad;
import dev.headwater.local.bench.PlaceOrders;
import dev.headwater.local.bench.Thresholds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Places orders at a fixed rate on a deployment, or on a platform of its own. */
@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description = {
            "Places orders at a fixed rate, whether or not those before were answered, and measures each from the",
            "moment at which it was due. Without --target it starts a platform of its own, on free ports and in a",
            "temporary directory. Exits 1 when a threshold is missed."
        })
final class BenchOrdersCommand implements Callable<Integer> {

    private static final int UNDER_WAY_MAX = 2_000;

    @Option(
            names = "--rate",
            paramLabel = "<n>",
            defaultValue = "200",
            description = "Orders per second (default ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seconds",
            paramLabel = "<s>",
            defaultValue = "60",
            description = "How long they arrive (default ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "<s>",
            defaultValue = "5",
            description = "Before that, at the same rate, not measured (default ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--target", paramLabel = "<url>", description = "Base URL of orders.")
    private @Nullable String target;

    @Option(
            names = "--inventory",
            paramLabel = "<url>",
            description = "Base URL of inventory, where items for the load are made and stocked.")
    private @Nullable String inventory;

    @Option(
            names = "--sku",
            paramLabel = "<sku>",
            description = "Instead: an item that can be bought there. May be repeated.")
    private List<String> skus = new ArrayList<>();

    @Option(
            names = "--thresholds",
            paramLabel = "<file>",
            description = "What has to be reached, such as \"p99-ms: 100\", one a line (YAML).")
    private @Nullable Path thresholds;

    @Option(names = "--json", description = "For machines.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        Thresholds limits = thresholds == null ? Thresholds.none() : Thresholds.read(thresholds);
        return target == null ? onOwnPlatform(limits) : on(target, limits);
    }

    private void checkOptions() {
        if (!(rate > 0) || rate > 20_000 || seconds < 1 || warmUp < 0) {
            throw wrong("--rate takes up to 20000, --seconds at least 1, --warm-up at least 0");
        }
        if (target == null && (inventory != null || !skus.isEmpty())) {
            throw wrong("--inventory and --sku say what is bought at --target: give that too");
        }
        if (target != null && inventory == null && skus.isEmpty()) {
            throw wrong(
                    "what is bought at --target? Give --inventory, to make items, or --sku of items"
                            + " that are there");
        }
        for (String url : new String[] {target, inventory}) {
            if (url != null && !url.matches("https?://[^/\\s]+(/\\S*)?")) {
                throw wrong("'" + url + "' is not a URL such as http://127.0.0.1:8081");
            }
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    /** A failure leaves the directory, for its logs. */
    private int onOwnPlatform(Thresholds limits) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("headwater-bench");
        say("Starting a platform of its own in " + directory);
        int code;
        try (LocalPlatform platform =
                LocalPlatform.plan().directory(directory).freePorts().progress(this::say).start()) {
            inventory = platform.url("inventory-1");
            code = on(platform.url("orders-1"), limits);
        }
        PlatformDirectory.delete(directory);
        return code;
    }

    private int on(String url, Thresholds limits) throws InterruptedException {
        String orders = url.replaceFirst("/+$", "");
        if (skus.isEmpty()) {
            say("Making items at " + inventory);
            long pieces = Math.round(rate * (seconds + warmUp)) + 100;
            skus = PlaceOrders.stock(orders, Objects.requireNonNull(inventory), pieces);
        }
        PlaceOrders operation = new PlaceOrders(orders, skus);
        if (warmUp > 0) {
            say("Warming up for %d s".formatted(warmUp));
            LoadResult ignored = load(warmUp).run(operation, _ -> {});
            assert ignored.arrivals() > 0;
        }
        say(
                "%,.0f orders per second for %d s at %s"
                        .formatted(rate, seconds, URI.create(orders).getAuthority()));
        LoadProgress progress = new LoadProgress(System.out, !json);
        LoadResult result = load(seconds).run(operation, progress::show);
        List<String> missed = limits.missed(result);
        System.out.println(
                json ? LoadText.json(result, missed) : "\n" + LoadText.table(result, missed));
        return missed.isEmpty() ? 0 : 1;
    }

    private OpenLoad load(int forSeconds) {
        return new OpenLoad(rate, Duration.ofSeconds(forSeconds), UNDER_WAY_MAX);
    }

    private void say(String line) {
        if (!json) {
            System.out.println(line);
        }
    }
}
