package dev.headwater.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.headwater.kubernetes.cluster.Cluster;
import dev.headwater.kubernetes.cluster.Pod;
import dev.headwater.local.PlatformException;
import dev.headwater.local.PlatformPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The rendered manifests, run: pods come up, are SERVICES one by one, scaled, drained and lost with
 * their node, while orders come in through the Service. What is done on purpose costs no error.
 * {@code ./headwater k8s rehearse} runs it.
 */
@Order(2)
@EnabledIfSystemProperty(named = "headwater.rehearsal", matches = "true")
class RehearsalIT {

    private static final int ROUNDS = Integer.getInteger("headwater.rehearsal.rounds", 1);
    private static final int PER_SECOND = Integer.getInteger("headwater.rehearsal.rate", 5);
    private static final int PARTITIONS = 6;
    private static final int SHOWN = 3;
    private static final String ORDERS = "headwater-orders";
    private static final List<String> SERVICES =
            PlatformPlan.SERVICES.stream().map(service -> "headwater-" + service).toList();

    /** Nobody does this on purpose: it may cost errors, but no order. */
    private static final String LOSS = "loss of a node";

    private final List<Stage> stages = new ArrayList<>();

    /** What one operation on the cluster cost those who placed orders meanwhile. */
    private record Stage(String name, long millis, History.Span span, List<Long> outages) {

        @Override
        public String toString() {
            return "%-34s %6.1f s %5d orders %4d errors   p50 %5d ms   p99 %5d ms   max %5d ms   %3d moves, longest %d ms"
                    .formatted(
                            name,
                            millis / 1_000.0,
                            span.latencies().size(),
                            span.unknown().size(),
                            span.quantile(0.5),
                            span.quantile(0.99),
                            span.quantile(1),
                            outages.size(),
                            outages.stream().mapToLong(each -> each).max().orElse(0));
        }
    }

    @Test
    void whatIsDoneToTheClusterIsNotFelt() throws IOException, InterruptedException {
        try (RehearsedCluster rehearsed = start()) {
            Cluster cluster = rehearsed.cluster();
            cluster.apply();
            tellOfStart(cluster);
            Shop shop = new Shop(rehearsed);
            OrderLoad load = new OrderLoad(rehearsed.urls("orders"), shop, PER_SECOND);
            try (load;
                    PartitionWatch watch =
                            new PartitionWatch(() -> rehearsed.replicas("orders"), PARTITIONS)) {
                load.proceed(PER_SECOND);
                for (int round = 1; round <= ROUNDS; round++) {
                    play(cluster, load, watch);
                }
            }
            stages.forEach(stage -> System.out.println("rehearse: " + stage));
            tellOfMemory(cluster);
            Verdict.on("rehearsal", stages.size(), rehearsed, shop, load);
            assertVoluntaryStagesWereNotFelt(cluster);
        }
    }

    private static RehearsedCluster start() {
        try {
            return new RehearsedCluster();
        } catch (PlatformException e) {
            if (String.valueOf(e.getMessage()).contains("does not run")) {
                System.out.println("headwater-test: nothing is rehearsed: " + e.getMessage());
                return abort(e.getMessage());
            }
            throw e;
        }
    }

    private void play(Cluster cluster, OrderLoad load, PartitionWatch watch)
            throws InterruptedException {
        for (String service : SERVICES) {
            stage("rolling restart of " + service, () -> cluster.restart(service), load, watch);
        }
        stage("scale orders 1 to 3", () -> cluster.scale(ORDERS, 3), load, watch);
        stage("scale orders 3 to 1", () -> cluster.scale(ORDERS, 1), load, watch);
        stage("scale to 2", () -> SERVICES.forEach(it -> cluster.scale(it, 2)), load, watch);
        stage("rolling restart of two", () -> cluster.restart(ORDERS), load, watch);
        String drained = busiest(cluster);
        stage("drain of a node", () -> cluster.drain(drained), load, watch);
        cluster.uncordon(drained);
        String lost = busiest(cluster);
        stage(LOSS, () -> cluster.lose(lost), load, watch);
        cluster.uncordon(lost);
        stage("scale back to 1", () -> SERVICES.forEach(it -> cluster.scale(it, 1)), load, watch);
    }

    /** A node with a pod of orders, of these the one with the most pods. */
    private static String busiest(Cluster cluster) {
        return cluster.pods(ORDERS).stream()
                .map(Pod::node)
                .max(Comparator.comparingLong(cluster::podsOn))
                .orElseThrow();
    }

    private void stage(String name, Runnable operation, OrderLoad load, PartitionWatch watch)
            throws InterruptedException {
        long began = System.nanoTime();
        int outagesBefore = watch.outages().size();
        operation.run();
        long ended = System.nanoTime();
        load.proceed(PER_SECOND);
        List<Long> outages = watch.outages();
        Stage stage =
                new Stage(
                        name,
                        (ended - began) / 1_000_000,
                        load.history().span(began, System.nanoTime()),
                        outages.subList(outagesBefore, outages.size()));
        stages.add(stage);
        System.out.println("rehearse: " + stage);
        stage.span().unknown().stream()
                .distinct()
                .limit(SHOWN)
                .forEach(why -> System.out.println("rehearse:   no answer: " + why));
    }

    private static void tellOfStart(Cluster cluster) {
        cluster.everyPod().stream()
                .filter(pod -> pod.readyAfterMillis() > 0)
                .forEach(
                        pod ->
                                System.out.printf(
                                        "rehearse: %s was ready after %d ms, %d restarts%n",
                                        pod.name(), pod.readyAfterMillis(), pod.restarts()));
    }

    private static void tellOfMemory(Cluster cluster) {
        cluster.everyPod().stream()
                .filter(pod -> !pod.isEnding())
                .forEach(
                        pod ->
                                System.out.printf(
                                        "rehearse: %s had at most %d MiB of its own%n",
                                        pod.name(), pod.memoryPeak() >> 20));
    }

    private void assertVoluntaryStagesWereNotFelt(Cluster cluster) {
        List<String> felt =
                stages.stream()
                        .filter(
                                stage ->
                                        !stage.name().equals(LOSS)
                                                && !stage.span().unknown().isEmpty())
                        .map(Stage::toString)
                        .toList();
        assertEquals(List.of(), felt, "errors in what was done on purpose");
        assertTrue(
                cluster.everyPod().stream().allMatch(Pod::endedInOrder),
                "a pod needed more than its grace period");
    }
}
