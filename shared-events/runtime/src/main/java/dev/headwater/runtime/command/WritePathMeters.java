package dev.headwater.runtime.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What the write path counts and times. Thread-safe. */
final class WritePathMeters {

    private final MeterRegistry registry;
    private final Timer cycle;
    private final DistributionSummary batchSize;

    WritePathMeters(MeterRegistry registry) {
        this.registry = registry;
        this.cycle =
                Timer.builder("headwater.transaction.cycle")
                        .description("From taking a batch to answering it")
                        .publishPercentileHistogram()
                        .register(registry);
        this.batchSize =
                DistributionSummary.builder("headwater.transaction.batch")
                        .description("Commands decided in one transaction")
                        .baseUnit("commands")
                        .register(registry);
    }

    /**
     * @param began nanoTime before the batch was decided
     */
    void batch(int commands, long began, Decided decided) {
        cycle.record(Duration.ofNanos(System.nanoTime() - began));
        batchSize.record(commands);
        for (Decided.NewAnswer each : decided.answers()) {
            outcomes(each.kind().name().toLowerCase(Locale.ROOT)).increment();
        }
        for (Decided.Reply reply : decided.handOffs()) {
            switch (reply.result()) {
                case HandOff.Result.Decided(_, boolean replayed) when !replayed -> {}
                case HandOff.Result.Decided _, HandOff.Result.Recorded _ ->
                        outcomes("repeat").increment();
                case HandOff.Result.KeyReused _ -> outcomes("key_reused").increment();
                case HandOff.Result.MemoryFull _ -> outcomes("memory_full").increment();
                case HandOff.Result.NotOwner _ -> outcomes("not_owner").increment();
            }
        }
    }

    private Counter outcomes(String outcome) {
        return Counter.builder("headwater.commands")
                .description(
                        "Commands that came to an owner in this process, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void acquired(int partition, Duration replay) {
        Timer.builder("headwater.partition.acquire")
                .description("From the fence to the first decision")
                .register(registry)
                .record(replay);
        registry.counter("headwater.partition.acquired", "partition", Integer.toString(partition))
                .increment();
    }

    void recovering(int partition, boolean fenced) {
        registry.counter(
                        "headwater.partition.recoveries",
                        "partition",
                        Integer.toString(partition),
                        "fenced",
                        Boolean.toString(fenced))
                .increment();
    }
}
