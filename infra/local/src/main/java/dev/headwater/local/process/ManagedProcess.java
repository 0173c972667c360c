package dev.headwater.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process that is wanted or not. While it is wanted and restarts are on, its end is reported and
 * it is started again, after 0.5 s at first and twice as long each time up to 30 s; a minute of
 * life resets that.
 */
public final class ManagedProcess {

    private static final Duration BACK_OFF_MIN = Duration.ofMillis(500);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(30);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(1);

    private final ProcessSpec spec;
    private final boolean restarts;
    private final Consumer<ProcessEvent> listener;

    private volatile @Nullable Process process;
    private boolean wanted;
    private boolean frozen;
    private int crashes;
    private int lastExitCode;
    private long startedNanos;
    private Duration backOff = BACK_OFF_MIN;

    public ManagedProcess(ProcessSpec spec, boolean restarts, Consumer<ProcessEvent> listener) {
        this.spec = spec;
        this.restarts = restarts;
        this.listener = listener;
    }

    public ProcessSpec spec() {
        return spec;
    }

    /** The process id, or -1 while it is not running. */
    public long pid() {
        Process now = process;
        return now != null && now.isAlive() ? now.pid() : -1;
    }

    public boolean isAlive() {
        return pid() >= 0;
    }

    /** Whether it is meant to run: started and not stopped since. */
    public synchronized boolean isWanted() {
        return wanted;
    }

    /** How often it ended without being told to. */
    public synchronized int crashes() {
        return crashes;
    }

    public synchronized int lastExitCode() {
        return lastExitCode;
    }

    /**
     * Starts it unless it runs.
     *
     * @throws UncheckedIOException when the system refuses
     */
    public void start() {
        launch(true);
    }

    /** The listener may look at any process, so it is told outside the lock. */
    private void launch(boolean wantedNow) {
        Process started;
        synchronized (this) {
            wanted |= wantedNow;
            if (!wanted || isAlive()) {
                return;
            }
            try {
                started = Spawner.spawn(spec);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot start " + spec.name(), e);
            }
            process = started;
            startedNanos = System.nanoTime();
        }
        listener.accept(new ProcessEvent.Started(spec.name(), started.pid()));
        var _ = started.onExit().thenAccept(this::ended);
    }

    /**
     * Ends it in order and waits; kills it when it takes longer than its stop timeout.
     *
     * @return whether it ended by itself
     */
    public boolean stop() {
        Process running;
        synchronized (this) {
            wanted = false;
            running = process;
            if (running == null || !running.isAlive()) {
                return true;
            }
            if (frozen) {
                thaw();
            }
            Spawner.signal(running.pid(), spec.stopSignal());
        }
        boolean byItself = waitFor(running, spec.stopTimeout());
        if (!byItself) {
            running.destroyForcibly();
            waitFor(running, spec.stopTimeout());
        }
        listener.accept(new ProcessEvent.Stopped(spec.name()));
        return byItself;
    }

    /** {@code kill -9}; returns when the process is gone. It is restarted like after any crash. */
    public void kill9() {
        Process running;
        synchronized (this) {
            running = process;
        }
        if (running != null && running.isAlive()) {
            running.destroyForcibly();
            waitFor(running, Duration.ofSeconds(10));
        }
    }

    /** SIGSTOP: it lives and does nothing, like a process whose machine hangs. */
    public synchronized void freeze() {
        long pid = pid();
        if (pid >= 0) {
            frozen = Spawner.signal(pid, "STOP");
        }
    }

    /** SIGCONT. */
    public synchronized void thaw() {
        long pid = pid();
        if (pid >= 0) {
            Spawner.signal(pid, "CONT");
            frozen = false;
        }
    }

    public boolean isReady() {
        try {
            return isAlive() && spec.readiness().isReady();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            return false;
        }
    }

    @SuppressWarnings("ReferenceEquality") // this very process, not one like it
    private void ended(Process ended) {
        Duration delay;
        synchronized (this) {
            frozen = false;
            if (!wanted || ended != process) {
                return;
            }
            crashes++;
            lastExitCode = ended.exitValue();
            if (System.nanoTime() - startedNanos > STABLE_AFTER.toNanos()) {
                backOff = BACK_OFF_MIN;
            }
            delay = backOff;
            Duration doubled = backOff.multipliedBy(2);
            backOff = doubled.compareTo(BACK_OFF_MAX) > 0 ? BACK_OFF_MAX : doubled;
        }
        if (restarts) {
            listener.accept(new ProcessEvent.Crashed(spec.name(), ended.exitValue(), delay));
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::startIfWanted);
        }
    }

    private void startIfWanted() {
        launch(false);
    }

    private static boolean waitFor(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
