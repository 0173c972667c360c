package dev.headwater.local.cli;

import dev.headwater.local.PlatformState;
import dev.headwater.local.audit.AuditReport;
import dev.headwater.local.audit.LogAudit;
import dev.headwater.local.client.ServiceClient;
import dev.headwater.local.demo.Demo;
import dev.headwater.local.demo.LatencyCheck;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends real orders through the running platform. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Stocks items, places orders (confirmed, out of stock, declined, cancelled), shows each step",
            "of the saga as it happens, checks that money and stock are conserved, and measures.",
            "Kill a service while it runs: it goes on."
        })
final class DemoCommand implements Callable<Integer> {

    private static final Duration REST = Duration.ofSeconds(60);

    @Option(
            names = "--orders",
            paramLabel = "<n>",
            defaultValue = "20",
            description = "How many, 1 to 10000 (default ${DEFAULT-VALUE}).")
    private int orders;

    @Option(
            names = "--samples",
            paramLabel = "<n>",
            defaultValue = "100",
            description =
                    "Orders to measure one after another; 0 for none (default ${DEFAULT-VALUE}).")
    private int samples;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (orders < 1 || orders > 10_000 || samples < 0 || samples > 10_000) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--orders takes 1 to 10000, --samples 0 to 10000");
        }
        PlatformState state = new Checkout().running();
        String kafka = state.urls().getOrDefault("kafka", "");
        try (Demo demo = new Demo(state, System.out)) {
            boolean good = demo.run(orders, LatencyCheck.pieces(samples));
            if (samples > 0) {
                new LatencyCheck(demo, kafka, System.out).run(samples);
            }
            good &= conserved(state, kafka);
            System.out.println(good ? "\nAll is well." : "\nNOT well: see above.");
            return good ? 0 : 1;
        }
    }

    private static boolean conserved(PlatformState state, String kafka) {
        System.out.println("\nConservation, from the logs and the gateway's ledger");
        try (LogAudit audit = LogAudit.of(kafka, ServiceClient.of(state, "gateway").url())) {
            audit.awaitRest(REST);
            AuditReport report = audit.report();
            AuditText.print(report, System.out);
            return report.isClean();
        }
    }
}
