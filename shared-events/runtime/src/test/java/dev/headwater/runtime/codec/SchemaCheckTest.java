package dev.headwater.runtime.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SchemaCheckTest {

    private static final Duration PAUSE_MAX = Duration.ofMillis(32);

    @Test
    void beforeTheRegistryHasAnsweredAServiceMayServe() {
        try (SchemaCheck check = new SchemaCheck(() -> new Verification.Same(1), PAUSE_MAX)) {
            assertInstanceOf(Verification.NotYet.class, check.latest());
            assertTrue(check.mayServe());
        }
    }

    @Test
    void itAsksUntilTheRegistryAgreesAndThenStops() throws Exception {
        SynchronousQueue<Verification> answers = new SynchronousQueue<>();
        try (SchemaCheck check = new SchemaCheck(() -> take(answers), PAUSE_MAX)) {
            check.start();
            answers.put(new Verification.NotYet("down"));
            answers.put(new Verification.Different(List.of("empty: its backup is not back")));
            answers.put(new Verification.Same(53));
            awaitLatest(check, new Verification.Same(53));
            assertFalse(
                    answers.offer(new Verification.NotYet("again"), 100, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void aRegistryThatDiffersKeepsTheServiceFromServing() throws Exception {
        Verification different = new Verification.Different(List.of("id 2 is …"));
        try (SchemaCheck check = new SchemaCheck(() -> different, PAUSE_MAX)) {
            check.start();
            awaitLatest(check, different);
            assertFalse(check.mayServe());
        }
    }

    @Test
    void closeEndsTheWaiting() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        SchemaCheck check =
                new SchemaCheck(
                        () -> {
                            asked.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                                interrupted.countDown();
                            }
                            return new Verification.NotYet("interrupted");
                        },
                        PAUSE_MAX);
        check.start();
        assertTrue(asked.await(10, TimeUnit.SECONDS));
        check.close();
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    private static Verification take(SynchronousQueue<Verification> answers) {
        try {
            return answers.take();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Verification.NotYet("interrupted");
        }
    }

    private static void awaitLatest(SchemaCheck check, Verification expected) {
        while (!check.latest().equals(expected)) {
            Thread.onSpinWait();
        }
        assertEquals(expected, check.latest());
    }
}
