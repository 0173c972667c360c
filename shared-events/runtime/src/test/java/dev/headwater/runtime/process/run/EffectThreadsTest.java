package dev.headwater.runtime.process.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.Answer;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Backoff;
import dev.headwater.runtime.process.Effect;
import dev.headwater.runtime.process.EffectUnavailableException;
import dev.headwater.runtime.process.VirtualThreadScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only real threads show. */
@Timeout(30)
class EffectThreadsTest {

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicInteger answers = new AtomicInteger();

    private final EffectRunner runner =
            new EffectRunner(
                    Payments.with(new Hanging()),
                    _ -> {
                        answers.incrementAndGet();
                        return new Answer.Unavailable("no owner", Duration.ofSeconds(1));
                    },
                    new VirtualThreadScheduler("effect"),
                    new Backoff(Duration.ofMillis(1), Duration.ofMillis(2), new Random(1)),
                    4,
                    new SimpleMeterRegistry());

    @Test
    void losing_the_partition_interrupts_the_call_that_is_out() throws InterruptedException {
        runner.opened(3, Payments.intent(1));
        assertTrue(called.await(10, TimeUnit.SECONDS));

        runner.stop(3);

        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        assertEquals(0, runner.open());
        assertEquals(0, answers.get());
    }

    @Test
    void closing_the_intent_interrupts_the_call_that_is_out() throws InterruptedException {
        runner.opened(3, Payments.intent(1));
        assertTrue(called.await(10, TimeUnit.SECONDS));

        runner.closed(3, Payments.intent(1).eventId());

        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        assertEquals(0, answers.get());
    }

    private final class Hanging implements Effect<String, String> {

        @Override
        public boolean opens(String event) {
            return true;
        }

        @Override
        public boolean closes(String intent, String later) {
            return false;
        }

        @Override
        public String call(StreamId stream, String intent, UUID key) {
            called.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new EffectUnavailableException("interrupted", e);
            }
        }
    }
}
