package dev.headwater.runtime.codec;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Verifies schemas in the background until a registry agrees; what readiness shows.
 *
 * <p>A registry that is down is no reason to wait, for the pack has all that this build writes and
 * reads. One that differs is a reason not to be ready. It is asked again all the same: it may just
 * be coming back from a backup.
 */
public final class SchemaCheck implements AutoCloseable {

    private final Supplier<Verification> verify;
    private final Duration pauseMax;
    private volatile Verification latest =
            new Verification.NotYet("the registry has not been asked yet");
    private @Nullable Thread worker;

    /**
     * @param verify one pass, such as {@code () -> registry.verify(pack)}; may block
     * @param pauseMax longest pause between two passes; the first is a 32nd of it
     */
    public SchemaCheck(Supplier<Verification> verify, Duration pauseMax) {
        this.verify = verify;
        this.pauseMax = pauseMax;
    }

    /** What the last pass came to. Does not block. */
    public Verification latest() {
        return latest;
    }

    /** Whether the service may serve: the registry agrees, or has not answered yet. */
    public boolean mayServe() {
        return switch (latest) {
            case Verification.Same _, Verification.NotYet _ -> true;
            case Verification.Different _ -> false;
        };
    }

    /** Starts asking. A second call does nothing. */
    public synchronized void start() {
        if (worker == null) {
            worker = Thread.ofVirtual().name("schema-check").start(this::untilAgreed);
        }
    }

    private void untilAgreed() {
        Duration pause = pauseMax.dividedBy(32);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                latest = verify.get();
                if (latest instanceof Verification.Same) {
                    return;
                }
                Thread.sleep(pause);
                pause =
                        pause.multipliedBy(2).compareTo(pauseMax) < 0
                                ? pause.multipliedBy(2)
                                : pauseMax;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops asking, without waiting for a pass that is under way. */
    @Override
    public synchronized void close() {
        if (worker != null) {
            worker.interrupt();
        }
    }
}
