package dev.headwater.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headwater.local.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * How long partitions of a service have no owner that decides, as its replicas say: asked ten times
 * a second. A replica that does not answer owns nothing.
 */
final class PartitionWatch implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration ANSWER_MAX = Duration.ofMillis(400);
    private static final String LIVE = "LIVE";

    private final Supplier<List<String>> urls;
    private final long[] deadSince;
    private final List<Long> outages = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopping;

    /**
     * @param urls base URLs of the service's replicas, as they are now
     * @param partitions how many it has, all of which are live now
     */
    PartitionWatch(Supplier<List<String>> urls, int partitions) {
        this.urls = urls;
        this.deadSince = new long[partitions];
        this.thread = Thread.ofVirtual().name("partition-watch").start(this::run);
    }

    /** Times for which a partition had no live owner [ms], in the order in which they ended. */
    synchronized List<Long> outages() {
        return List.copyOf(outages);
    }

    private void run() {
        while (!stopping) {
            look();
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    private void look() {
        long asked = System.nanoTime();
        boolean[] live = new boolean[deadSince.length];
        List<CompletableFuture<boolean[]>> answers = urls.get().stream().map(this::ask).toList();
        for (CompletableFuture<boolean[]> each : answers) {
            boolean[] there = each.join();
            for (int p = 0; p < live.length; p++) {
                live[p] |= there[p];
            }
        }
        synchronized (this) {
            for (int p = 0; p < live.length; p++) {
                if (!live[p] && deadSince[p] == 0) {
                    deadSince[p] = asked;
                } else if (live[p] && deadSince[p] != 0) {
                    outages.add((asked - deadSince[p]) / 1_000_000);
                    deadSince[p] = 0;
                }
            }
        }
    }

    private CompletableFuture<boolean[]> ask(String url) {
        CompletableFuture<boolean[]> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> answer.complete(asked(url)));
        return answer;
    }

    private boolean[] asked(String url) {
        boolean[] live = new boolean[deadSince.length];
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + "/admin/partitions"))
                        .timeout(ANSWER_MAX)
                        .build();
        try {
            JsonNode partitions = JSON.readTree(Http.send(request).body()).path("partitions");
            for (int p = 0; p < live.length; p++) {
                live[p] = partitions.path(p).path("phase").asText().equals(LIVE);
            }
        } catch (IOException _) {
            return new boolean[deadSince.length];
        }
        return live;
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
