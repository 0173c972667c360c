package dev.headwater.kubernetes.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.kubernetes.Manifest;
import dev.headwater.local.PlatformException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * A Deployment, StatefulSet or Job, and what its controller does. Operations are called by one
 * thread; pods may be looked at by any.
 */
final class Workload {

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(10);

    /** Makes and starts the pod of this name. */
    interface Launcher {
        Pod launch(Workload workload, String podName);
    }

    private final Manifest manifest;
    private final Launcher launcher;
    private final List<Pod> pods = new CopyOnWriteArrayList<>();
    private final List<Thread> endings = new ArrayList<>();
    private int replicas;
    private int serial;

    Workload(Manifest manifest, Launcher launcher) {
        this.manifest = manifest;
        this.launcher = launcher;
        this.replicas = manifest.at("/spec/replicas").asInt(1);
    }

    Manifest manifest() {
        return manifest;
    }

    int replicas() {
        return replicas;
    }

    /** Every pod that it ever had. */
    List<Pod> all() {
        return List.copyOf(pods);
    }

    /** Pods whose end has not begun. */
    List<Pod> live() {
        return pods.stream().filter(pod -> !pod.isEnding()).toList();
    }

    private long ready() {
        return pods.stream().filter(Pod::isReady).count();
    }

    boolean isJob() {
        return manifest.kind().equals("Job");
    }

    /** Whether it is as wanted: so many pods ready, or the Job done. */
    boolean isSettled() {
        return isJob()
                ? pods.stream().anyMatch(Pod::hasSucceeded)
                : live().size() == replicas && ready() == replicas;
    }

    /** Makes the pods that are missing; a Job that is done misses none. */
    void reconcile() {
        while (live().size() < replicas && !(isJob() && isSettled())) {
            create();
        }
    }

    private Pod create() {
        boolean stateful = manifest.kind().equals("StatefulSet");
        if (stateful) {
            awaitEndings();
        }
        String podName =
                manifest.name() + "-" + (stateful ? Integer.toString(live().size()) : suffix());
        Pod pod = launcher.launch(this, podName);
        pods.add(pod);
        return pod;
    }

    private String suffix() {
        serial++;
        return "p" + serial;
    }

    /** Ends a pod in order, in the background: its controller no longer counts it. */
    void end(Pod pod) {
        Thread ending = Thread.ofVirtual().name("end-" + pod.name()).start(pod::end);
        endings.add(ending);
        await("the end of " + pod.name() + " has begun", pod::isEnding);
    }

    /** Pods that are ending have ended. */
    void awaitEndings() {
        for (Thread each : endings) {
            try {
                each.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        endings.clear();
    }

    /** Exchanges every pod, within {@code maxSurge} and {@code maxUnavailable}. */
    void restart() {
        List<Pod> old = live();
        int most = replicas + share("maxSurge", true);
        int least = replicas - share("maxUnavailable", false);
        List<Pod> made = new ArrayList<>();
        long deadline = System.nanoTime() + PROGRESS_DEADLINE.toNanos();
        while (made.size() < replicas || old.stream().anyMatch(pod -> !pod.isEnding())) {
            if (System.nanoTime() > deadline) {
                throw new PlatformException(manifest.id() + " exceeded its progress deadline.");
            }
            if (made.size() < replicas && live().size() < most) {
                made.add(create());
            }
            old.stream()
                    .filter(pod -> !pod.isEnding())
                    .filter(pod -> !pod.isReady() || ready() - 1 >= least)
                    .findFirst()
                    .ifPresent(this::end);
            pause();
        }
        awaitSettled();
    }

    /** Makes pods, or ends those that are ready for the shortest time. */
    void scale(int wanted) {
        replicas = wanted;
        reconcile();
        live().stream()
                .sorted(
                        Comparator.comparing(Pod::isReady)
                                .thenComparing(
                                        Comparator.comparingLong(Pod::readySince).reversed()))
                .limit(Math.max(0, live().size() - wanted))
                .forEach(this::end);
        awaitSettled();
    }

    void awaitSettled() {
        await(manifest.id() + " is as wanted", this::isSettled);
        awaitEndings();
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PROGRESS_DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new PlatformException("In vain was waited until " + what + ".");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TICK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted while pods were exchanged.", e);
        }
    }

    /** A number or a percentage of the replicas; Kubernetes' default is 25%. */
    private int share(String name, boolean up) {
        JsonNode value = manifest.at("/spec/strategy/rollingUpdate/" + name);
        if (value.isInt()) {
            return value.asInt();
        }
        int percent = Integer.parseInt(value.asText("25%").replace("%", ""));
        double share = replicas * percent / 100.0;
        return (int) (up ? Math.ceil(share) : Math.floor(share));
    }
}
