package dev.headwater.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.headwater.runtime.log.StreamId;
import dev.headwater.runtime.process.DeadlineTimer.Fired;
import dev.headwater.runtime.process.Deadlines.Due;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class DeadlineTimerTest {

    private static final StreamId ORDER = new StreamId("order-1");

    private final DeadlineTimer timer = new DeadlineTimer();

    @Test
    void a_deadline_fires_when_it_is_due_and_once() {
        timer.update(ORDER, Optional.of(due("expiry", 10)));

        assertEquals(Optional.of(at(10)), timer.next());
        assertEquals(List.of(), timer.pollDue(at(9)));
        assertEquals(List.of(new Fired(ORDER, due("expiry", 10))), timer.pollDue(at(10)));
        assertEquals(List.of(), timer.pollDue(at(11)));
        assertEquals(Optional.empty(), timer.next());
    }

    @Test
    void a_state_without_a_deadline_cancels_it() {
        timer.update(ORDER, Optional.of(due("expiry", 10)));
        timer.update(ORDER, Optional.empty());

        assertEquals(List.of(), timer.pollDue(at(10)));
        assertEquals(0, timer.size());
    }

    @Test
    void a_state_that_keeps_a_fired_deadline_does_not_fire_it_again() {
        timer.update(ORDER, Optional.of(due("expiry", 10)));
        timer.pollDue(at(10));
        timer.update(ORDER, Optional.of(due("expiry", 10)));

        assertEquals(List.of(), timer.pollDue(at(20)));
    }

    @Test
    void what_fired_in_vain_falls_due_again_after_rearming() {
        timer.update(ORDER, Optional.of(due("expiry", 10)));
        timer.pollDue(at(10));
        timer.rearm();

        assertEquals(List.of(new Fired(ORDER, due("expiry", 10))), timer.pollDue(at(10)));
    }

    /** Against a model that looks at every stream at every step. */
    @Property
    void it_fires_what_a_look_at_every_stream_would_find(@ForAll("steps") List<Step> steps) {
        Map<StreamId, Due<String>> model = new HashMap<>();
        Set<StreamId> fired = new HashSet<>();
        DeadlineTimer subject = new DeadlineTimer();
        for (Step step : steps) {
            switch (step) {
                case Update(StreamId stream, Optional<Due<String>> due) -> {
                    if (!Optional.ofNullable(model.get(stream)).equals(due)) {
                        fired.remove(stream);
                    }
                    due.ifPresentOrElse(
                            each -> model.put(stream, each), () -> model.remove(stream));
                    subject.update(stream, due);
                }
                case Poll(Instant now) -> {
                    List<Fired> expected =
                            model.entrySet().stream()
                                    .filter(each -> !fired.contains(each.getKey()))
                                    .filter(each -> !each.getValue().at().isAfter(now))
                                    .map(each -> new Fired(each.getKey(), each.getValue()))
                                    .sorted(
                                            Comparator.<Fired, Instant>comparing(f -> f.due().at())
                                                    .thenComparing(f -> f.stream().value()))
                                    .toList();
                    assertEquals(expected, subject.pollDue(now));
                    expected.forEach(each -> fired.add(each.stream()));
                }
                case Rearm() -> {
                    fired.clear();
                    subject.rearm();
                }
            }
            assertEquals(
                    model.entrySet().stream()
                            .filter(each -> !fired.contains(each.getKey()))
                            .map(each -> each.getValue().at())
                            .min(Comparator.naturalOrder()),
                    subject.next());
        }
    }

    sealed interface Step {}

    record Update(StreamId stream, Optional<Due<String>> due) implements Step {}

    record Poll(Instant now) implements Step {}

    record Rearm() implements Step {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<StreamId> streams =
                Arbitraries.integers().between(1, 4).map(id -> new StreamId("order-" + id));
        Arbitrary<Integer> times = Arbitraries.integers().between(0, 6);
        Arbitrary<Step> updates =
                Combinators.combine(
                                streams, Arbitraries.of("a", "b"), times, Arbitraries.of(0, 1, 2))
                        .as(
                                (stream, name, time, none) ->
                                        new Update(
                                                stream,
                                                none == 0
                                                        ? Optional.empty()
                                                        : Optional.of(due(name, time))));
        Arbitrary<Step> polls = times.map(time -> new Poll(at(time)));
        Arbitrary<Step> rearms = Arbitraries.just(new Rearm());
        return Arbitraries.frequencyOf(
                        Tuple.of(6, updates), Tuple.of(4, polls), Tuple.of(1, rearms))
                .list()
                .ofMaxSize(60);
    }

    private static Due<String> due(String name, long second) {
        return new Due<>(name, at(second), "cancel");
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
