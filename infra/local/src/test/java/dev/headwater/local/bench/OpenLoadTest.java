package dev.headwater.local.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpenLoadTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void everyArrivalIsRunOnceAndCountedByItsAnswer() throws InterruptedException {
        Set<Long> numbers = ConcurrentHashMap.newKeySet();
        LoadResult result =
                new OpenLoad(1_000, Duration.ofMillis(200), 1_000)
                        .run(
                                number -> {
                                    numbers.add(number);
                                    return number % 4 == 0 ? Answer.UNKNOWN : Answer.DONE;
                                },
                                _ -> {});
        assertEquals(200, numbers.size());
        assertEquals(200, result.ended());
        assertEquals(50, result.count(Answer.UNKNOWN));
        assertEquals(150, result.sinceDue().getTotalCount(), "only what was done has a latency");
        assertTrue(result.complete());
    }

    /** What makes it open: a closed load would wait for the first answer for ever. */
    @Test
    void arrivalsDoNotWaitForAnswers() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(50);
        LoadResult result =
                new OpenLoad(500, Duration.ofMillis(100), 50)
                        .run(
                                _ -> {
                                    all.countDown();
                                    return await(all) ? Answer.DONE : Answer.FAILED;
                                },
                                _ -> {});
        assertEquals(50, result.count(Answer.DONE));
    }

    @Test
    void anOperationThatBeginsLateIsMeasuredFromWhenItWasDue() {
        LoadRecorder recorder = new LoadRecorder(1, 1);
        long due = System.nanoTime();
        long begun = due + Duration.ofMillis(500).toNanos();
        recorder.answered(Answer.DONE, due, begun, begun + Duration.ofMillis(20).toNanos());
        LoadResult result = recorder.result();
        assertEquals(520, result.millis(99), 1);
        assertEquals(20, LoadResult.millis(result.sinceBegun(), 99), 0.1);
        assertEquals(500, LoadResult.millis(result.late(), 99), 1);
    }

    @Test
    void whatIsBeyondTheLimitIsNotBegun() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        LoadResult result =
                new OpenLoad(100, SECOND.multipliedBy(2), 3)
                        .run(
                                number -> {
                                    begun.incrementAndGet();
                                    return await(end) ? Answer.DONE : Answer.FAILED;
                                },
                                _ -> end.countDown());
        assertEquals(200, result.ended());
        assertEquals(200 - begun.get(), result.count(Answer.NOT_BEGUN));
    }

    @Test
    void anOperationThatThrowsIsAFailure() throws InterruptedException {
        LoadResult result =
                new OpenLoad(10, Duration.ofMillis(100), 1)
                        .run(
                                _ -> {
                                    throw new IllegalStateException("on purpose");
                                },
                                _ -> {});
        assertEquals(1, result.count(Answer.FAILED));
        assertFalse(Thresholds.none().missed(result).isEmpty());
    }

    @Test
    void whatIsNotPositiveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new OpenLoad(0, SECOND, 1));
        assertThrows(IllegalArgumentException.class, () -> new OpenLoad(1, Duration.ZERO, 1));
        assertThrows(IllegalArgumentException.class, () -> new OpenLoad(1, SECOND, 0));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
