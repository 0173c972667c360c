package dev.headwater.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;

/**
 * Times orders one after another on the idle platform, with a bare transaction between each two.
 */
public final class LatencyCheck {

    private static final Duration END_WITHIN = Duration.ofSeconds(60);

    private final Demo demo;
    private final String bootstrapServers;
    private final PrintStream out;
    private final Latencies bare = new Latencies();
    private final Latencies post = new Latencies();
    private final Latencies confirmed = new Latencies();

    public LatencyCheck(Demo demo, String bootstrapServers, PrintStream out) {
        this.demo = demo;
        this.bootstrapServers = bootstrapServers;
        this.out = out;
    }

    /** Pieces of stock that so many samples need, those that only warm up included. */
    public static int pieces(int samples) {
        return samples + warmUp(samples);
    }

    private static int warmUp(int samples) {
        return samples / 2;
    }

    /** Measures and prints; half as many again are sent before, to warm up. */
    public void run(int samples) {
        try (BareAppend append = new BareAppend(bootstrapServers)) {
            for (int i = -warmUp(samples); i < samples; i++) {
                one(append, i >= 0);
            }
        }
        out.printf("%nOne after another on the idle platform, %d times%n", samples);
        out.println("                                      p50        p99");
        line("bare transaction, 2 records", bare);
        line("POST /orders", post);
        line("placed to CONFIRMED", confirmed);
        out.printf(
                "  POST /orders is %.1f times the bare transaction at p50, %.1f times at p99%n",
                post.millis(50) / bare.millis(50), post.millis(99) / bare.millis(99));
    }

    private void one(BareAppend append, boolean counts) {
        long appended = append.measure();
        long began = System.nanoTime();
        String id = demo.shop().place("customer-1", Map.of(demo.plenty(), 1), "tok_ok");
        long answered = System.nanoTime();
        Feed.Seen end = demo.feed().awaitEnd(id, END_WITHIN);
        if (counts) {
            bare.add(appended);
            post.add(answered - began);
            confirmed.add(end.nanos() - began);
        }
    }

    private void line(String what, Latencies latencies) {
        out.printf("  %-30s %7.1f ms %7.1f ms%n", what, latencies.millis(50), latencies.millis(99));
    }
}
