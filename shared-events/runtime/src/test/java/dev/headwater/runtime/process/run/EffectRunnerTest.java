package dev.headwater.runtime.process.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.headwater.runtime.command.Answer;
import dev.headwater.runtime.command.CommandEnvelope;
import dev.headwater.runtime.command.CommandEnvelope.Origin;
import dev.headwater.runtime.command.CommandIds;
import dev.headwater.runtime.command.Outcome;
import dev.headwater.runtime.log.Envelope;
import dev.headwater.runtime.log.Position;
import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.Backoff;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EffectRunnerTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final ScriptedEffect outside = new ScriptedEffect();
    private final List<CommandEnvelope<?>> sent = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final EffectRunner runner = runner(2);

    @Test
    void an_open_intent_is_called_and_its_answer_sent_as_a_command() {
        Envelope<String> intent = Payments.intent(1);

        runner.opened(0, intent);
        scheduler.settle();

        assertEquals(List.of(intent.eventId()), outside.keys);
        CommandEnvelope<?> command = sent.getFirst();
        assertEquals(CommandIds.effect(intent.eventId()), command.id());
        assertEquals(intent.stream(), command.stream());
        assertEquals(Origin.EFFECT, command.origin());
        assertEquals(intent.correlationId(), command.correlationId());
        assertEquals(intent.eventId().toString(), command.causationId());
        assertEquals(intent.traceparent(), command.traceparent());
        assertEquals("paid", command.command());
        assertEquals(1, sent.size());
    }

    @Property(tries = 50)
    void a_call_that_fails_n_times_is_made_n_plus_1_times_with_one_key(
            @ForAll @IntRange(max = 40) int failures) {
        EffectRunnerTest fresh = new EffectRunnerTest();
        fresh.outside.unavailable(failures);
        UUID key = Payments.intent(1).eventId();

        fresh.runner.opened(0, Payments.intent(1));
        fresh.scheduler.pass(LONG);

        assertEquals(Collections.nCopies(failures + 1, key), fresh.outside.keys);
        assertEquals(1, fresh.sent.size());
    }

    @Test
    void a_defect_is_counted_and_tried_again_like_an_outage() {
        outside.failures.add(new IllegalStateException("a bug"));
        outside.failures.add(new IllegalStateException("a bug"));

        runner.opened(0, Payments.intent(1));
        scheduler.pass(LONG);

        assertEquals(3, outside.keys.size());
        assertEquals(2, meters.counter("headwater.effects.defects").count());
        assertEquals(2, meters.counter("headwater.effects.calls", "result", "defect").count());
        assertEquals(1, sent.size());
    }

    @Test
    void an_answer_is_sent_until_it_is_accepted_and_the_outside_is_called_once() {
        answers.add(new Answer.Unavailable("no owner", Duration.ofSeconds(1)));
        answers.add(new Answer.Pending(new StreamId("payment-1"), "reference"));
        answers.add(decided(Outcome.Kind.FAILED));

        runner.opened(0, Payments.intent(1));
        scheduler.pass(LONG);

        assertEquals(4, sent.size());
        assertEquals(1, sent.stream().distinct().count());
        assertEquals(1, outside.keys.size());
        assertEquals(1, meters.counter("headwater.effects.defects").count());
    }

    @Test
    void a_closed_intent_is_neither_called_nor_answered_any_more() {
        outside.unavailable(100);
        Envelope<String> intent = Payments.intent(1);
        runner.opened(0, intent);
        scheduler.settle();

        runner.closed(0, intent.eventId());
        scheduler.pass(LONG);

        assertEquals(1, outside.keys.size());
        assertEquals(List.of(), sent);
        assertEquals(0, runner.open());
    }

    @Test
    void a_lost_partition_stops_its_calls_and_no_others() {
        outside.unavailable(2);
        runner.opened(0, Payments.intent(1));
        runner.opened(1, Payments.intent(2));
        scheduler.settle();

        runner.stop(0);
        scheduler.pass(LONG);

        assertEquals(1, Collections.frequency(outside.keys, Payments.intent(1).eventId()));
        assertEquals(2, Collections.frequency(outside.keys, Payments.intent(2).eventId()));
        assertEquals(1, sent.size());
        assertEquals(1, runner.open());
    }

    @Test
    void after_a_loss_and_a_return_the_call_goes_on_with_the_same_key() {
        outside.unavailable(1);
        runner.opened(0, Payments.intent(1));
        scheduler.settle();
        runner.stop(0);
        runner.opened(0, Payments.intent(1));
        scheduler.pass(LONG);

        assertEquals(Collections.nCopies(2, Payments.intent(1).eventId()), outside.keys);
        assertEquals(1, sent.size());
    }

    @Test
    void telling_an_open_intent_again_changes_nothing() {
        runner.opened(0, Payments.intent(1));
        runner.opened(0, Payments.intent(1));
        scheduler.pass(LONG);

        assertEquals(1, outside.keys.size());
    }

    @Test
    void calls_beyond_the_bound_wait_and_those_that_back_off_hold_no_place() {
        outside.unavailable(2);
        for (int i = 1; i <= 4; i++) {
            runner.opened(0, Payments.intent(i));
        }

        assertEquals(2, runner.running());
        scheduler.settle();

        assertEquals(List.of(1, 2, 3, 4), callers());
        assertEquals(0, runner.running());
        scheduler.pass(LONG);
        assertEquals(6, outside.keys.size());
    }

    @Test
    void an_intent_that_is_closed_before_its_call_begins_gives_its_place_back() {
        runner.opened(0, Payments.intent(1));
        runner.opened(0, Payments.intent(2));
        runner.opened(0, Payments.intent(3));
        runner.closed(0, Payments.intent(1).eventId());
        scheduler.settle();

        assertEquals(List.of(2, 3), callers());
        assertEquals(0, runner.running());
    }

    /**
     * Whatever is closed, lost or fails in between: no place is ever lost, nothing is left over.
     */
    @Property(tries = 300)
    void every_intent_that_stays_open_is_answered(@ForAll long seed) {
        new EffectRunnerTest().everyIntentThatStaysOpenIsAnswered(seed);
    }

    private void everyIntentThatStaysOpenIsAnswered(long seed) {
        Random random = new Random(seed);
        EffectRunner subject = runner(1 + random.nextInt(3));
        for (int i = 1; i <= 40; i++) {
            int number = 1 + random.nextInt(6);
            switch (random.nextInt(5)) {
                case 0 -> subject.opened(number % 2, Payments.intent(number));
                case 1 -> subject.closed(number % 2, Payments.intent(number).eventId());
                case 2 -> subject.stop(number % 2);
                case 3 -> outside.unavailable(random.nextInt(3));
                default -> scheduler.runNext(Duration.ofSeconds(random.nextInt(20)));
            }
        }
        sent.clear();
        subject.close();
        for (int i = 1; i <= 6; i++) {
            subject.opened(i % 2, Payments.intent(i));
        }
        scheduler.pass(LONG);

        assertEquals(6, sent.stream().map(CommandEnvelope::id).distinct().count());
        assertEquals(0, subject.running());
    }

    @Test
    void an_intent_of_an_aggregate_without_effects_is_a_defect_of_the_caller() {
        EffectRunner without =
                new EffectRunner(
                        Payments.with(null),
                        _ -> decided(Outcome.Kind.ACCEPTED),
                        scheduler,
                        backoff(),
                        1,
                        new SimpleMeterRegistry());
        assertThrows(IllegalArgumentException.class, () -> without.opened(0, Payments.intent(1)));
        assertTrue(outside.keys.isEmpty());
    }

    private List<Integer> callers() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            ids.add(Payments.intent(i).eventId());
        }
        return outside.keys.stream().map(key -> ids.indexOf(key) + 1).toList();
    }

    private EffectRunner runner(int concurrencyMax) {
        return new EffectRunner(
                Payments.with(outside), this::send, scheduler, backoff(), concurrencyMax, meters);
    }

    private static Backoff backoff() {
        return new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(7));
    }

    private Answer send(CommandEnvelope<?> command) {
        sent.add(command);
        return answers.isEmpty() ? decided(Outcome.Kind.ACCEPTED) : answers.remove();
    }

    private static Answer decided(Outcome.Kind kind) {
        return new Answer.Decided(
                new StreamId("payment-1"),
                new Outcome(new UUID(1, 1), "Text", "", kind, false, null, null, 200, null, 1, 2),
                "topic",
                new Position(0, 1),
                false);
    }
}
