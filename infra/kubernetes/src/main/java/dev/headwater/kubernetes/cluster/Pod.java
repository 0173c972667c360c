package dev.headwater.kubernetes.cluster;

import dev.headwater.local.process.ManagedProcess;
import dev.headwater.local.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A pod and its kubelet: starts the container, asks its probes, starts it again when it ends, and
 * ends it with SIGTERM, a grace period and SIGKILL. Thread-safe.
 */
public final class Pod {

    private static final Duration TICK = Duration.ofMillis(100);

    /** How long the endpoints of a Service still name a pod whose end has begun. */
    private static final Duration ENDPOINT_LAG = Duration.ofMillis(500);

    /** Which ends are followed by another start. */
    enum Restarts {
        ALWAYS,
        ON_FAILURE
    }

    private final String name;
    private final String node;
    private final String ip;
    private final Map<String, String> labels;
    private final Container container;
    private final Restarts restarts;
    private final Consumer<String> events;
    private final ManagedProcess process;
    private final ProcessMemory memory = new ProcessMemory();
    private final Thread kubelet;
    private final long created = System.nanoTime();

    private volatile boolean ready;
    private volatile boolean succeeded;
    private volatile boolean lost;
    private volatile boolean endedInOrder = true;
    private volatile long endingSince;
    private volatile long readyAt;
    private final AtomicInteger starts = new AtomicInteger();

    /**
     * @param grace from SIGTERM to SIGKILL
     * @param log its output is appended to it
     */
    Pod(
            String name,
            String node,
            String ip,
            Map<String, String> labels,
            Container container,
            Restarts restarts,
            Duration grace,
            Path log,
            Consumer<String> events) {
        this.name = name;
        this.node = node;
        this.ip = ip;
        this.labels = Map.copyOf(labels);
        this.container = container;
        this.restarts = restarts;
        this.events = events;
        this.process = new ManagedProcess(spec(name, container, grace, log), false, _ -> {});
        this.kubelet = Thread.ofVirtual().name("kubelet-" + name).start(this::run);
    }

    private static ProcessSpec spec(String name, Container container, Duration grace, Path log) {
        List<String> command =
                new ArrayList<>(List.of("env", "-i", "-C", container.workDirectory().toString()));
        container.environment().forEach((key, value) -> command.add(key + "=" + value));
        command.addAll(container.command());
        return ProcessSpec.of(name, 1, name, 0, command, log, () -> true).withStopTimeout(grace);
    }

    public String name() {
        return name;
    }

    public String ip() {
        return ip;
    }

    public String node() {
        return node;
    }

    Map<String, String> labels() {
        return labels;
    }

    /** Whether it counts as available: its readiness probe says so, and its end has not begun. */
    public boolean isReady() {
        return ready && !isEnding();
    }

    /** Whether it is being ended, or has been, or is lost with its node. */
    public boolean isEnding() {
        return endingSince != 0 || lost;
    }

    /** Whether connections are sent to it: the endpoints learn of an end a little late. */
    boolean isEndpoint() {
        long since = endingSince;
        return ready && (since == 0 || System.nanoTime() - since < ENDPOINT_LAG.toNanos());
    }

    /** Whether its process has ended for good with exit code 0. */
    boolean hasSucceeded() {
        return succeeded;
    }

    /** How often its container was started again. */
    public int restarts() {
        return Math.max(0, starts.get() - 1);
    }

    /** From its creation until it was ready for the first time [ms]; -1: not yet. */
    public long readyAfterMillis() {
        return readyAt == 0 ? -1 : (readyAt - created) / 1_000_000;
    }

    /** When it was ready for the first time, as {@link System#nanoTime}; 0: not yet. */
    long readySince() {
        return readyAt;
    }

    /** Most memory of its own that its process had [bytes]: without files that are mapped. */
    public long memoryPeak() {
        return memory.peak();
    }

    /** Ends it in order, and waits. */
    void end() {
        long began = System.nanoTime();
        endingSince = began;
        endedInOrder = process.stop();
        join();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        events.accept(
                endedInOrder
                        ? "%s ended %s after SIGTERM".formatted(name, seconds(took))
                        : "%s did not end within %s and was killed".formatted(name, seconds(took)));
    }

    /** Whether its grace period was enough; true while it has not been ended. */
    public boolean endedInOrder() {
        return endedInOrder;
    }

    /** It is gone with its node, at once; whoever has its address learns nothing. */
    void lose() {
        lost = true;
        process.kill9();
        join();
    }

    /** The Service's endpoints have learned that the node is gone. */
    void forget() {
        ready = false;
    }

    private void join() {
        try {
            kubelet.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        BackOff backOff = new BackOff();
        while (!isEnding()) {
            long began = System.nanoTime();
            starts.incrementAndGet();
            process.start();
            supervise();
            Duration lived = Duration.ofNanos(System.nanoTime() - began);
            if (isEnding()) {
                return;
            }
            ready = false;
            if (restarts == Restarts.ON_FAILURE && process.lastExitCode() == 0) {
                succeeded = true;
                return;
            }
            Duration wait = backOff.after(lived);
            events.accept(
                    "%s ended after %s with exit code %d, starts again in %s"
                            .formatted(
                                    name, seconds(lived), process.lastExitCode(), seconds(wait)));
            pause(wait);
        }
    }

    /** Until the process has ended and its exit code is known. */
    private void supervise() {
        int ends = process.crashes();
        ProbeState startup = new ProbeState(container.startup(), false);
        ProbeState readiness = new ProbeState(container.readiness(), false);
        ProbeState liveness = new ProbeState(container.liveness(), true);
        while (!isEnding() && process.crashes() == ends) {
            if (process.isAlive()) {
                ask(startup, readiness, liveness);
                keepToLimit();
            }
            pause(TICK);
        }
        while (process.isAlive()) {
            pause(TICK);
        }
    }

    private void ask(ProbeState startup, ProbeState readiness, ProbeState liveness) {
        if (!startup.verdict()) {
            startup.askWhenDue(ip);
            killWhenExhausted(startup, "startup");
            return;
        }
        readiness.askWhenDue(ip);
        liveness.askWhenDue(ip);
        boolean now = readiness.verdict();
        if (now != ready && !isEnding()) {
            ready = now;
            if (now && readyAt == 0) {
                readyAt = System.nanoTime();
            }
            events.accept(name + (now ? " is ready on " + node : " is not ready"));
        }
        killWhenExhausted(liveness, "liveness");
    }

    private void killWhenExhausted(ProbeState probe, String kind) {
        if (probe.exhausted()) {
            events.accept(name + " fails its " + kind + " probe and is killed");
            process.kill9();
        }
    }

    private void keepToLimit() {
        long used = memory.look(process.pid());
        if (container.memoryBytes() > 0 && used > container.memoryBytes()) {
            events.accept(
                    "%s is OOMKilled: %d MiB of %d"
                            .formatted(name, used >> 20, container.memoryBytes() >> 20));
            process.kill9();
        }
    }

    private void pause(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        do {
            try {
                Thread.sleep(Math.min(TICK.toMillis(), Math.max(1, wait.toMillis())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        } while (!isEnding() && System.nanoTime() < end);
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1_000.0);
    }
}
