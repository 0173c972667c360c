package dev.headwater.acceptance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what has to come true, with a deadline. */
final class Await {

    private static final Duration ASK_AGAIN = Duration.ofMillis(25);

    private Await() {}

    /**
     * Asks until the answer is as wanted.
     *
     * @return that answer
     * @throws AssertionError with the last answer, when the time is over
     */
    static <T> T until(Duration atMost, Supplier<T> ask, Predicate<? super T> wanted) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            T answer = ask.get();
            if (wanted.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + atMost + "; the last answer: " + answer);
            }
            LockSupport.parkNanos(ASK_AGAIN.toNanos());
        }
    }
}
