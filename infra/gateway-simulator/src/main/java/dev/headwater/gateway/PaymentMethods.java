package dev.headwater.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How the test payment methods behave before anything is decided. Thread-safe. */
final class PaymentMethods {

    /** What a caller meets in place of an answer, or on the way to one. */
    enum Manner {
        /** Goes on to the decision. */
        ANSWER,
        /** Answers 503; nothing was decided. */
        UNAVAILABLE,
        /** Never answers; nothing was decided. */
        SILENCE
    }

    private static final Duration SLOW = Duration.ofSeconds(3);

    /** Nobody waits longer than this for an answer, so neither do we. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private static final int FLAKY_FAILURES = 2;

    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Why the method is never authorized, or null when it is. */
    static @Nullable String declined(String paymentMethod) {
        return switch (paymentMethod) {
            case "tok_ok", "tok_slow", "tok_flaky", "tok_timeout" -> null;
            case "tok_declined" -> "The issuer declined.";
            default -> "The payment method is not known.";
        };
    }

    /**
     * Behaves as the method does: at once, slowly, not twice, or never. Blocks up to 60 s.
     *
     * @param key the idempotency key, to count tries
     */
    Manner meet(String paymentMethod, String key) throws InterruptedException {
        return switch (paymentMethod) {
            case "tok_slow" -> {
                pause(SLOW);
                yield Manner.ANSWER;
            }
            case "tok_timeout" -> {
                pause(SILENCE_MAX);
                yield Manner.SILENCE;
            }
            case "tok_flaky" ->
                    failures.merge(key, 1, Integer::sum) <= FLAKY_FAILURES
                            ? Manner.UNAVAILABLE
                            : Manner.ANSWER;
            default -> Manner.ANSWER;
        };
    }

    private void pause(Duration length) throws InterruptedException {
        if (closing.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closing");
        }
    }

    /** Ends all waiting. */
    void close() {
        closing.countDown();
    }
}
